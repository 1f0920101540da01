package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.fcio.FaultListener;
import cevns.drivers.fcio.FcioConfig;
import cevns.drivers.fcio.FcioSource;
import cevns.drivers.fcio.FcioStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * FlashCam records of older ORCA versions, one for each trace; layout of a trace: {@link
 * FlashCamTrace}. A source is a listener, its key the listener's number, {@code 1}. A trace names
 * its crate and slot, the header names the listener that a card belongs to; where it does not, the
 * last listener that sent its configuration is meant.
 */
final class FlashCamReader implements OrcaReader {

    private static final String CONFIG = "ORFlashCamListenerConfigDecoder";
    private static final String STATUS = "ORFlashCamListenerStatusDecoder";
    static final String[] DECODERS = {
        CONFIG, STATUS, FlashCamTrace.ADC_WAVEFORM, FlashCamTrace.WAVEFORM
    };

    /** Words of a configuration in front of its trace map. */
    private static final int CONFIG_WORDS = 13;

    /** Words of a status in front of its card blocks. */
    private static final int STATUS_WORDS = 15;

    private static final int NO_LISTENER = -1;

    private final OrcaOptions options;
    private final SourceSinks sinks;
    private final FaultListener faults;
    private final Map<Integer, FcioSource> sources = new TreeMap<>();
    private OrcaHeader header = OrcaHeader.none();
    private int lastListener = NO_LISTENER;

    /** Where the traces of a card go, by {@link FlashCamTrace#card}. */
    private FcioSource[] byCard = new FcioSource[FlashCamTrace.CARDS];

    private long timeNs;

    FlashCamReader(OrcaOptions options, SourceSinks sinks, FaultListener faults) {
        this.options = options;
        this.sinks = sinks;
        this.faults = faults;
    }

    @Override
    public void header(OrcaHeader newHeader) {
        header = newHeader;
        byCard = new FcioSource[FlashCamTrace.CARDS];
    }

    @Override
    public void take(String decoder, OrcaRecord record, long offset) {
        int least =
                switch (decoder) {
                    case CONFIG -> CONFIG_WORDS;
                    case STATUS -> STATUS_WORDS;
                    default -> FlashCamTrace.LOCATION + 1;
                };
        if (record.words() < least) {
            String what = decoder + " record of " + record.words() + " words, at least ";
            faults.fault(FrameFault.LENGTH, offset, what + least + " expected");
            lost(LossCause.CORRUPT);
            return;
        }
        FcioSource source = source(decoder, record);
        source.sink().counters().bytes += (long) OrcaFrame.WORD * record.words();
        switch (decoder) {
            case CONFIG -> source.config(config(record), offset);
            case STATUS -> source.status(status(record), offset);
            default -> trace(source, decoder, record, offset);
        }
        timeNs = source.timeNs();
    }

    @Override
    public void cut(String decoder, OrcaRecord record) {
        if (decoder.equals(CONFIG) || decoder.equals(STATUS)) {
            return;
        }
        if (record.words() > FlashCamTrace.LOCATION) {
            source(decoder, record).lose(LossCause.CUT, 1);
        } else {
            lost(LossCause.CUT);
        }
    }

    @Override
    public void lost(LossCause cause) {
        sources.values().forEach(source -> source.lost(cause));
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public void end() {
        sources.values().forEach(FcioSource::end);
    }

    private void trace(FcioSource source, String decoder, OrcaRecord record, long offset) {
        if (source.config() == null) {
            source.refuse(FrameFault.PROTOCOL, offset, "trace without a configuration before it");
            source.lose(LossCause.CORRUPT, 1);
            return;
        }
        String problem =
                FlashCamTrace.read(record, decoder, source.config().traces(), source.event());
        if (problem.isEmpty()) {
            source.emit(source.config().traces(), offset);
        } else {
            source.refuse(FrameFault.LENGTH, offset, problem);
            source.lose(LossCause.CORRUPT, 1);
        }
    }

    private FcioSource source(String decoder, OrcaRecord record) {
        if (decoder.equals(CONFIG)) {
            lastListener = record.word(1) & 0xFFFF;
            byCard = new FcioSource[FlashCamTrace.CARDS];
            return source(lastListener);
        }
        if (decoder.equals(STATUS)) {
            return source(record.word(1) & 0xFFFF);
        }
        int location = record.word(FlashCamTrace.LOCATION);
        int card = FlashCamTrace.card(location);
        if (byCard[card] == null) {
            byCard[card] = source(listener(location));
        }
        return byCard[card];
    }

    private int listener(int location) {
        int named = header.listener(FlashCamTrace.crate(location), FlashCamTrace.slot(location));
        boolean known = sources.containsKey(named) || lastListener == NO_LISTENER;
        return known ? Math.max(named, 0) : lastListener;
    }

    private FcioSource source(int listener) {
        return sources.computeIfAbsent(
                listener,
                key -> {
                    String name = Integer.toString(key);
                    return new FcioSource(
                            OrcaFamily.NAME,
                            name,
                            "",
                            sinks.source(name),
                            options.common(),
                            faults);
                });
    }

    /** Word 1 readout and listener, 2 stream id, then the fields in an order of their own. */
    private static FcioConfig config(OrcaRecord record) {
        int traces = record.word(3) + record.word(4);
        List<Integer> map = new ArrayList<>();
        for (int i = 0; i < traces && CONFIG_WORDS + i < record.words(); i++) {
            map.add(record.word(CONFIG_WORDS + i));
        }
        return new FcioConfig(
                record.word(3),
                record.word(4),
                record.word(5),
                record.word(8),
                record.word(7),
                record.word(6),
                record.word(9),
                record.word(10),
                record.word(11),
                record.word(12),
                map,
                record.word(2));
    }

    /** Word 2 status, 3 to 12 times, 13 cards, 14 bytes of a card block. */
    private static FcioStatus status(OrcaRecord record) {
        return new FcioStatus(
                record.word(2),
                ns(record.word(3), record.word(4)),
                ns(record.word(5), record.word(6)),
                List.of());
    }

    private static long ns(int seconds, int microseconds) {
        return 1_000_000_000L * (seconds & 0xFFFF_FFFFL) + 1000L * microseconds;
    }
}
