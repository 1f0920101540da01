package cevns.drivers.bridge;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * Records of a digitizer whose bridge sends each trace by itself, the channels of a trigger in the
 * order of the configuration. Traces have a number from the trigger count and their place in it, so
 * a jump is a loss of that many.
 */
final class TraceRecorder implements BlockRecorder {

    /** The trigger time is in ns. */
    private static final long TICK_FS = 1_000_000;

    private static final int MAX_BITS = 16;
    private static final ByteBuffer NO_EXTRA = ByteBuffer.allocate(0);

    private final BridgeOptions options;
    private final RecordSink sink;
    private final LongConsumer origin;
    private final WaveformHeader header = new WaveformHeader();
    private final int perTrigger;
    private ByteBuffer samples = ByteBuffer.allocate(0);
    private LossCause missing = LossCause.GAP;
    private long originNs = BridgeIdentity.UNKNOWN;
    private boolean first = true;
    private long lastTrace;
    private long lastNs = -1;
    private long waveforms;

    TraceRecorder(BridgeOptions options, RecordSink sink, LongConsumer origin) {
        this.options = options;
        this.sink = sink;
        this.origin = origin;
        perTrigger = options.channels().size();
        header.preTrigger = options.preTrigger();
        header.channelsInTrigger = perTrigger;
        header.kinds = options.kindsOfPattern()[0];
    }

    @Override
    public void boardBegins(long startNs) {
        first = true;
        originNs = startNs;
        if (startNs != BridgeIdentity.UNKNOWN) {
            origin.accept(startNs);
        }
    }

    @Override
    public void hole(LossCause cause) {
        missing = cause;
    }

    @Override
    public void frame(ByteBuffer payload, long hostNs) {
        int at = payload.position();
        if (payload.remaining() < BridgeFrame.TRACE_HEADER_BYTES) {
            refuse(FrameFault.LENGTH);
            return;
        }
        int channel = payload.getShort(at) & 0xFFFF;
        int bits = payload.getShort(at + 2) & 0xFFFF;
        int count = payload.getInt(at + 4);
        int place = options.channels().indexOf(channel);
        long trigger = payload.getLong(at + 12);
        long ticks = payload.getLong(at + 20);
        if (place < 0 || bits < 1 || bits > MAX_BITS || trigger < 0 || ticks < 0) {
            refuse(FrameFault.VALUE);
            return;
        }
        int width = bits <= 8 ? 1 : 2;
        payload.position(at + BridgeFrame.TRACE_HEADER_BYTES);
        if (count < 0 || (long) count * width != payload.remaining()) {
            refuse(FrameFault.LENGTH);
            return;
        }
        begin(ticks, hostNs);
        header.sampleWidthPs = payload.getInt(at + 8);
        header.triggerId = trigger;
        header.channel = channel;
        header.at(ticks, originNs, TICK_FS);
        count(trigger * perTrigger + place);
        lastNs = header.timeNs;
        if (place == 0 && options.markSignal() != null && TriggerKind.BEAM.in(header.kinds)) {
            sink.beamMark(options.markSignal(), header.timeNs, 0, ticks, 0, Float.NaN, 0);
        }
        sink.waveform(header, NO_EXTRA, width == 2 ? payload : widened(payload, count));
        waveforms++;
    }

    private void begin(long ticks, long hostNs) {
        if (originNs == BridgeIdentity.UNKNOWN) {
            originNs = hostNs - ticks;
            origin.accept(originNs);
        }
    }

    private void count(long trace) {
        long lost = trace - lastTrace - 1;
        if (!first && lost > 0) {
            sink.loss(missing, lost, lastNs, header.timeNs);
        } else if (!first && lost < 0) {
            sink.counters().refuse(FrameFault.SEQUENCE);
        }
        missing = LossCause.GAP;
        first = false;
        lastTrace = trace;
    }

    private ByteBuffer widened(ByteBuffer payload, int count) {
        if (samples.capacity() < 2 * count) {
            samples = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        }
        samples.clear();
        for (int i = 0; i < count; i++) {
            samples.putShort((short) (payload.get() & 0xFF));
        }
        return samples.flip();
    }

    private void refuse(FrameFault fault) {
        sink.counters().refuse(fault);
        missing = LossCause.CORRUPT;
    }

    /** The bridge extends it: it never goes round. */
    @Override
    public int timeBits() {
        return Long.SIZE;
    }

    @Override
    public long tickFs() {
        return TICK_FS;
    }

    @Override
    public long waveforms() {
        return waveforms;
    }

    @Override
    public long lastNs() {
        return lastNs;
    }
}
