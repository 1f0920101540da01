package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.device.RolloverCounter;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes records of zero-suppressed events: a mark where the board reads out on the timing signal,
 * then the rebuilt trace of each channel, with its header as on the wire. An event is kept until
 * its last channel has come; of one that stays without it, what came is recorded as part of a
 * trigger of as many channels as the one before, so that nobody takes it for whole. Triggers are
 * numbered as they come: this firmware does not say which ones it has lost.
 */
final class ZleRecorder implements EventRecorder, HitDecoder.Listener {

    /** Longest trace that is rebuilt [samples]. */
    private static final int LONGEST = 1 << 25;

    private final Dig2Options options;
    private final RecordSink sink;
    private final WaveformHeader header = new WaveformHeader();
    private final AggregateOrder aggregates;
    private final RolloverCounter times = new RolloverCounter(Dig2Frame.TIME_BITS);
    private final ZleHit[] hits = new ZleHit[Dig2Frame.MAX_CHANNELS];
    private ByteBuffer trace = ByteBuffer.allocateDirect(0);
    private int came;
    private int broken;
    private long mask;
    private int recordLength;
    private int lastChannels;
    private long originNs;
    private long events;
    private long lastNs;
    private boolean taking;

    ZleRecorder(Dig2Options options, RecordSink sink) {
        this.options = options;
        this.sink = sink;
        aggregates = new AggregateOrder(options.host(), sink);
        header.kinds = options.kindsOfFlags()[0];
    }

    @Override
    public void connect(Dig2EventDecoder decoders, int boardChannels) {
        decoders.set(Dig2Frame.INDIVIDUAL, new HitDecoder(Firmware.DPP_ZLE, boardChannels, this));
    }

    @Override
    public void runBegins(Dig2Board board, long origin) {
        originNs = origin;
        header.sampleWidthPs = board.tracePs();
        header.preTrigger = board.preTrigger();
        recordLength = Math.min(LONGEST, board.recordLength());
        lastChannels = board.enabled().size();
        aggregates.runBegins();
        times.reset();
        forget();
        events = 0;
        lastNs = origin;
        taking = true;
    }

    @Override
    public void runEnds() {
        if (taking) {
            event(false);
            taking = false;
        }
    }

    @Override
    public void aggregate(int counter, boolean boardFail) {
        if (taking && aggregates.skips(counter, boardFail)) {
            event(false);
            sink.loss(LossCause.GAP, LossView.UNKNOWN_UNITS, lastNs, lastNs);
        }
    }

    @Override
    public void damaged(FrameFault fault, long units, String what) {
        if (!taking) {
            return;
        }
        aggregates.refuse(fault, what);
        if (units == LossView.UNKNOWN_UNITS) {
            event(false);
        }
        broken += units == 1 ? 1 : 0;
        sink.loss(LossCause.CORRUPT, units, lastNs, lastNs);
    }

    @Override
    public void hit(DppHit hit) {
        if (!taking) {
            return;
        }
        if (hit.isSingle()) {
            damaged(FrameFault.VALUE, 1, "a hit of one word from zero-suppressing firmware");
            return;
        }
        if ((mask >>> hit.channel() & 1) != 0) {
            cutShort();
        }
        if (hits[came] == null) {
            hits[came] = new ZleHit();
        }
        ZleHit kept = hits[came];
        kept.copy(hit);
        String trouble = kept.trouble(recordLength, LONGEST);
        if (trouble == null) {
            mask |= 1L << kept.channel();
            came++;
        } else {
            damaged(FrameFault.VALUE, 1, trouble);
        }
        if (kept.isLast()) {
            event(broken == 0);
        }
    }

    /** A channel has come again, so the last one of the event before has not. */
    private void cutShort() {
        int missing = lastChannels - came - broken;
        event(false);
        sink.counters().refuse(FrameFault.FRAMING);
        if (missing > 0) {
            sink.loss(LossCause.GAP, missing, lastNs, lastNs);
        }
    }

    private void event(boolean whole) {
        lastChannels = whole ? came : Math.max(lastChannels, came + broken);
        header.channelsInTrigger = lastChannels;
        if (came > 0) {
            header.at(times.extend(hits[0].time()), originNs, Dig2Frame.TICK_FS);
            header.triggerId = events++;
            lastNs = header.timeNs;
            mark();
        }
        for (int i = 0; i < came; i++) {
            record(hits[i]);
        }
        forget();
    }

    private void mark() {
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
    }

    private void record(ZleHit hit) {
        int bytes = 2 * hit.length();
        if (trace.capacity() < bytes) {
            trace = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        hit.rebuild(trace);
        header.channel = hit.channel();
        sink.waveform(header, hit.header(), trace.position(0).limit(bytes));
        trace.clear();
    }

    private void forget() {
        came = 0;
        broken = 0;
        mask = 0;
    }

    @Override
    public long lastNs() {
        return lastNs;
    }

    @Override
    public long boardFails() {
        return aggregates.boardFails();
    }
}
