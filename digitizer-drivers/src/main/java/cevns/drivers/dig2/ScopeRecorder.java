package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.device.RolloverCounter;
import cevns.drivers.dig2.wire.Dig2Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records of scope events: a mark where the board reads out on the timing signal, then a
 * waveform for each channel. A jump of the trigger id is a loss of that many triggers.
 */
final class ScopeRecorder implements EventRecorder, ScopeDecoder.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeRecorder.class);

    private final Dig2Options options;
    private final RecordSink sink;
    private final WaveformHeader header = new WaveformHeader();
    private final RolloverCounter ids = new RolloverCounter(Dig2Frame.TRIGGER_ID_BITS);
    private final RolloverCounter times = new RolloverCounter(Dig2Frame.TIME_BITS);
    private long originNs;
    private long lastId;
    private long lastNs;
    private int lastChannels;
    private boolean first = true;
    private boolean taking;
    private long boardFails;

    ScopeRecorder(Dig2Options options, RecordSink sink) {
        this.options = options;
        this.sink = sink;
    }

    @Override
    public void connect(Dig2EventDecoder events, int boardChannels) {
        events.set(Dig2Frame.SCOPE, new ScopeDecoder(boardChannels, this));
    }

    @Override
    public void runBegins(Dig2Board board, long origin) {
        originNs = origin;
        header.sampleWidthPs = board.tracePs();
        header.preTrigger = board.preTrigger();
        ids.reset();
        times.reset();
        first = true;
        lastNs = origin;
        lastChannels = board.enabled().size();
        boardFails = 0;
        taking = true;
    }

    @Override
    public void runEnds() {
        taking = false;
    }

    @Override
    public void scope(ScopeEvent event) {
        if (!taking) {
            return;
        }
        int channels = Long.bitCount(event.mask());
        take(event, channels);
        if (event.boardFail()) {
            boardFails++;
        }
        if (options.markSignal() != null && TriggerKind.BEAM.in(header.kinds)) {
            sink.beamMark(
                    options.markSignal(),
                    header.timeNs,
                    header.picoseconds,
                    header.ticks,
                    0,
                    Float.NaN,
                    0);
        }
        int index = 0;
        for (long rest = event.mask(); rest != 0; rest &= rest - 1) {
            header.channel = Long.numberOfTrailingZeros(rest);
            sink.waveform(header, event.header(), event.trace(index++));
        }
    }

    @Override
    public void damaged(FrameFault fault, ScopeEvent event, int channels, String what) {
        if (!taking) {
            return;
        }
        if (sink.counters().refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}", options.host(), what);
        }
        count(event, lastNs);
        sink.loss(LossCause.CORRUPT, channels > 0 ? channels : lastChannels, lastNs, lastNs);
    }

    private void take(ScopeEvent event, int channels) {
        header.at(times.extend(event.time()), originNs, Dig2Frame.TICK_FS);
        header.triggerId = count(event, header.timeNs);
        header.kinds = options.kindsOfFlags()[event.flags()];
        header.channelsInTrigger = channels;
        if (channels > 0) {
            lastChannels = channels;
        }
        lastNs = header.timeNs;
    }

    private long count(ScopeEvent event, long timeNs) {
        long id = ids.extend(event.triggerId());
        long missing = id - lastId - 1;
        if (!first && missing > 0) {
            sink.loss(LossCause.GAP, missing * lastChannels, lastNs, timeNs);
        } else if (!first && missing < 0) {
            sink.counters().refuse(FrameFault.SEQUENCE);
        }
        first = false;
        lastId = id;
        return id;
    }

    @Override
    public long lastNs() {
        return lastNs;
    }

    @Override
    public long boardFails() {
        return boardFails;
    }
}
