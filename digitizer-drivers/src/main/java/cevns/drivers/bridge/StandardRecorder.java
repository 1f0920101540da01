package cevns.drivers.bridge;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TickTime;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.caen17xx.BlockListener;
import cevns.drivers.caen17xx.BoardEvent;
import cevns.drivers.caen17xx.EventDecoder;
import cevns.drivers.device.RolloverCounter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of a CAEN 17xx board with standard firmware: a mark where the board reads out on the
 * timing signal, then a waveform for each channel. A jump of the event counter is a loss of that
 * many triggers.
 */
final class StandardRecorder implements BlockRecorder, BlockListener {

    private static final Logger LOG = LoggerFactory.getLogger(StandardRecorder.class);
    private static final int COUNTER_BITS = 24;
    private static final int TIME_BITS = 31;
    private static final long HALF_A_ROUND = 1L << COUNTER_BITS - 1;

    private final BridgeOptions options;
    private final RecordSink sink;
    private final EventDecoder decoder;
    private final WaveformHeader header = new WaveformHeader();
    private final RolloverCounter counters = new RolloverCounter(COUNTER_BITS);
    private final BoardTime time;

    /** In a hole as long the time tag may have gone round further than its sign tells. */
    private final long quarterTurnNs;

    private LossCause missing = LossCause.GAP;
    private boolean first = true;
    private boolean astray;
    private long firstId;
    private long firstNs;
    private long lastId;
    private long hostNs;
    private long lastNs = -1;
    private long waveforms;

    StandardRecorder(BridgeOptions options, RecordSink sink, LongConsumer origin) {
        this.options = options;
        this.sink = sink;
        decoder = new EventDecoder(options.model(), options.packed(), options.fillAdc(), this);
        time = new BoardTime(TIME_BITS, options.tickFs(), origin);
        quarterTurnNs = TickTime.ns(1L << TIME_BITS - 2, options.tickFs());
        header.sampleWidthPs = options.samplePs();
        header.preTrigger = options.preTrigger();
    }

    @Override
    public void boardBegins(long originNs) {
        counters.reset();
        first = true;
        time.begins(originNs);
    }

    @Override
    public void hole(LossCause cause) {
        missing = cause;
        astray = true;
        time.hole();
    }

    @Override
    public void frame(ByteBuffer payload, long host) {
        hostNs = host;
        decoder.decode(payload.order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void event(BoardEvent event) {
        boolean uncounted = astray && !first && mayHaveGoneRound();
        astray = false;
        long id = counters.extend(event.counter());
        long lost = first ? 0 : id - lastId - 1;
        if (lost > 0 && hostNs - lastNs > quarterTurnNs) {
            time.hole();
        }
        long ticks = time.ticks(event.timeTag(), hostNs);
        header.at(ticks, time.originNs(), options.tickFs());
        header.triggerId = id;
        count(id, lost, uncounted);
        header.kinds = options.kindsOfPattern()[event.pattern() & 0xFF];
        int channels = Integer.bitCount(event.mask());
        header.channelsInTrigger = channels;
        lastNs = header.timeNs;
        if (options.markSignal() != null && TriggerKind.BEAM.in(header.kinds)) {
            sink.beamMark(
                    options.markSignal(),
                    header.timeNs,
                    header.picoseconds,
                    ticks,
                    0,
                    Float.NaN,
                    0);
        }
        int index = 0;
        for (int rest = event.mask(); rest != 0; rest &= rest - 1) {
            header.channel = Integer.numberOfTrailingZeros(rest);
            sink.waveform(header, event.header(), event.trace(index++));
            waveforms++;
        }
    }

    /**
     * True after a hole so long that the event counter has gone half a round or more, at the rate
     * of the run so far: then it goes on from about where it must be, but tells no exact number.
     */
    private boolean mayHaveGoneRound() {
        double perNs = (lastId - firstId) / (double) Math.max(1, lastNs - firstNs);
        double passed = perNs * (hostNs - lastNs);
        if (passed < HALF_A_ROUND) {
            return false;
        }
        counters.anchor(lastId + (long) passed);
        return true;
    }

    @Override
    public void damaged(FrameFault fault, String what) {
        if (sink.counters().refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}: {}", options.stream().host(), fault, what);
        }
        missing = LossCause.CORRUPT;
    }

    private void count(long id, long lost, boolean uncounted) {
        if (first) {
            firstId = id;
            firstNs = header.timeNs;
        }
        if (uncounted) {
            sink.loss(missing, LossView.UNKNOWN_UNITS, lastNs, header.timeNs);
        } else if (lost > 0) {
            sink.loss(missing, lost * options.channels().size(), lastNs, header.timeNs);
        } else if (lost < 0) {
            sink.counters().refuse(FrameFault.SEQUENCE);
        }
        missing = LossCause.GAP;
        first = false;
        lastId = id;
    }

    @Override
    public int timeBits() {
        return TIME_BITS;
    }

    @Override
    public long tickFs() {
        return options.tickFs();
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
