package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.fcio.FaultListener;
import cevns.drivers.fcio.FcioDecoder;
import cevns.drivers.fcio.FcioSource;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * FCIO streams wrapped in ORCA records, of the extended form; the records with one stream id are
 * one stream, and one source, key {@code 0x10001}.
 *
 * <pre>
 *   word 2   stream id: readout (31..16) | listener (15..0)
 *   word 3…  FCIO records, whole ones, then 0 to 3 bytes of padding
 * </pre>
 */
final class FcioReader implements OrcaReader {

    static final String[] DECODERS = {
        "ORFCIOConfigDecoder",
        "ORFCIOEventDecoder",
        "ORFCIOEventHeaderDecoder",
        "ORFCIOStatusDecoder"
    };

    private static final int STREAM = 2;
    private static final int PAYLOAD = 3;

    /** One of the interleaved streams. */
    private final class Stream {
        private final int id;
        private final FcioSource source;
        private final FcioDecoder decoder = new FcioDecoder(this::framing);

        Stream(int id) {
            this.id = id;
            String key = String.format("0x%x", id);
            source =
                    new FcioSource(
                            OrcaFamily.NAME,
                            key,
                            key + "/",
                            sinks.source(key),
                            options.common(),
                            (fault, at, what) -> faults.fault(fault, offset, key + ": " + what));
        }

        /** The framing is lost, until the next ORCA record. */
        private void framing(FrameFault fault, long at, String what) {
            source.refuse(fault, offset, what);
            source.lost(LossCause.CORRUPT);
        }

        void take(ByteBuffer payload) {
            while (decoder.decode(payload)) {
                source.take(decoder.record(), LossCause.CORRUPT);
            }
            if (decoder.end()) {
                source.take(decoder.record(), LossCause.CORRUPT);
            } else if (decoder.inRecord()) {
                source.refuse(FrameFault.LENGTH, offset, "ORCA record ends in an FCIO frame");
                source.cut(decoder.record(), LossCause.CORRUPT);
            }
            decoder.restart();
        }

        void cut(ByteBuffer payload) {
            while (decoder.decode(payload)) {
                source.cut(decoder.record(), LossCause.CUT);
            }
            if (decoder.end() || decoder.inRecord()) {
                source.cut(decoder.record(), LossCause.CUT);
            }
        }
    }

    private final OrcaOptions options;
    private final SourceSinks sinks;
    private final FaultListener faults;
    private final List<Stream> streams = new ArrayList<>();
    private final ByteWindow window = new ByteWindow();
    private long offset;
    private long timeNs;

    FcioReader(OrcaOptions options, SourceSinks sinks, FaultListener faults) {
        this.options = options;
        this.sinks = sinks;
        this.faults = faults;
    }

    @Override
    public void take(String decoder, OrcaRecord record, long at) {
        offset = at;
        if (record.words() < PAYLOAD) {
            String what = decoder + " record of " + record.words() + " words";
            faults.fault(FrameFault.LENGTH, at, what);
            lost(LossCause.CORRUPT);
            return;
        }
        Stream stream = stream(record.word(STREAM));
        stream.source.sink().counters().bytes += (long) OrcaFrame.WORD * record.words();
        stream.take(payload(record));
        timeNs = stream.source.timeNs();
    }

    @Override
    public void cut(String decoder, OrcaRecord record) {
        if (record.words() < PAYLOAD) {
            lost(LossCause.CUT);
        } else {
            stream(record.word(STREAM)).cut(payload(record));
        }
    }

    @Override
    public void lost(LossCause cause) {
        streams.forEach(stream -> stream.source.lost(cause));
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public void end() {
        streams.forEach(stream -> stream.source.end());
    }

    private Stream stream(int id) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).id == id) {
                return streams.get(i);
            }
        }
        Stream begun = new Stream(id);
        streams.add(begun);
        return begun;
    }

    private ByteBuffer payload(OrcaRecord record) {
        int length = (record.words() - PAYLOAD) * OrcaFrame.WORD;
        return window.of(record.source(), record.sourceAt(PAYLOAD), length);
    }
}
