package cevns.drivers.bridge;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.caen17xx.PsdDecoder;
import cevns.drivers.caen17xx.PsdHit;
import cevns.drivers.caen17xx.PsdListener;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of a CAEN x725 or x730 with DPP-PSD firmware: each hit is a trigger of its own. How many
 * hits a lost aggregate had cannot be known, nor how many triggers the board means when it says
 * that some were lost: such holes are of unknown size.
 */
final class PsdRecorder implements BlockRecorder, PsdListener {

    private static final Logger LOG = LoggerFactory.getLogger(PsdRecorder.class);
    private static final int CHANNELS = 16;
    private static final int AGGREGATE_MASK = 0x7F_FFFF;
    private static final int EXTENDED_BITS = 47;
    private static final int PLAIN_BITS = 31;
    private static final int FINE_STEPS = 1024;

    private final BridgeOptions options;
    private final RecordSink sink;
    private final LongConsumer origin;
    private final PsdDecoder decoder = new PsdDecoder(this);
    private final WaveformHeader header = new WaveformHeader();
    private final BoardTime[] times = new BoardTime[CHANNELS];
    private long originNs = BridgeIdentity.UNKNOWN;
    private int bits = EXTENDED_BITS;
    private LossCause missing = LossCause.GAP;
    private boolean hole;
    private boolean deviceLost;
    private boolean first = true;
    private int lastAggregate;
    private long hostNs;
    private long lastNs = -1;
    private long hits;

    PsdRecorder(BridgeOptions options, RecordSink sink, LongConsumer origin) {
        this.options = options;
        this.sink = sink;
        this.origin = origin;
        header.sampleWidthPs = options.samplePs();
        header.preTrigger = options.preTrigger();
        header.kinds = TriggerKind.SELF.bit();
        header.channelsInTrigger = 1;
    }

    @Override
    public void boardBegins(long startNs) {
        originNs = startNs;
        Arrays.fill(times, null);
        first = true;
        if (startNs != BridgeIdentity.UNKNOWN) {
            origin.accept(startNs);
        }
    }

    @Override
    public void hole(LossCause cause) {
        missing = cause;
        hole = true;
        for (BoardTime time : times) {
            if (time != null) {
                time.hole();
            }
        }
    }

    @Override
    public void frame(ByteBuffer payload, long host) {
        hostNs = host;
        deviceLost = false;
        decoder.decode(payload.order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void aggregate(int counter) {
        boolean jumped = counter != (lastAggregate + 1 & AGGREGATE_MASK);
        if (!first && (jumped || hole)) {
            sink.loss(missing, LossView.UNKNOWN_UNITS, lastNs, Math.max(lastNs, hostNs));
        }
        first = false;
        hole = false;
        missing = LossCause.GAP;
        lastAggregate = counter;
    }

    @Override
    public void hit(PsdHit hit) {
        BoardTime time = time(hit);
        time.goesOn(hostNs);
        long ticks = time.ticks(hit.timeStamp(), hostNs);
        header.at(ticks, time.originNs(), options.tickFs());
        int belowNs = header.picoseconds + hit.fineTime() * options.samplePs() / FINE_STEPS;
        header.timeNs += belowNs / 1000;
        header.picoseconds = belowNs % 1000;
        header.triggerId = hits++;
        header.channel = hit.channel();
        if (hit.lostTriggers() && !deviceLost) {
            deviceLost = true; // once for each block: a board at its limit says so in every hit
            long from = lastNs < 0 ? header.timeNs : lastNs;
            sink.loss(
                    LossCause.DEVICE,
                    LossView.UNKNOWN_UNITS,
                    Math.min(from, header.timeNs),
                    header.timeNs);
        }
        lastNs = header.timeNs;
        sink.waveform(header, hit.own(), hit.samples());
    }

    /** The channel's clock: 47 bits with extended time, which may change with a new start. */
    private BoardTime time(PsdHit hit) {
        int width = hit.timeBits() > PLAIN_BITS ? EXTENDED_BITS : PLAIN_BITS;
        if (bits != width || times[hit.channel()] == null) {
            boolean told = bits == width;
            bits = width;
            for (int channel = 0; channel < CHANNELS; channel++) {
                times[channel] = new BoardTime(bits, options.tickFs(), this::announce);
                times[channel].begins(originNs);
            }
            if (!told && originNs != BridgeIdentity.UNKNOWN) {
                origin.accept(originNs); // what was said of the counter's width was not right
            }
        }
        return times[hit.channel()];
    }

    private void announce(long startNs) {
        if (originNs != startNs) {
            originNs = startNs;
            for (BoardTime time : times) {
                if (time != null && time.originNs() == BridgeIdentity.UNKNOWN) {
                    time.begins(startNs);
                }
            }
            origin.accept(startNs);
        }
    }

    @Override
    public void damaged(FrameFault fault, String what) {
        if (sink.counters().refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}: {}", options.stream().host(), fault, what);
        }
        hole(LossCause.CORRUPT);
    }

    @Override
    public int timeBits() {
        return bits;
    }

    @Override
    public long tickFs() {
        return options.tickFs();
    }

    @Override
    public long waveforms() {
        return hits;
    }

    @Override
    public long lastNs() {
        return lastNs;
    }
}
