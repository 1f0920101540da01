package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.HitFrame;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Makes records of hits: each is a trigger of its own and one raw waveform, with samples where an
 * analog probe shows the ADC's, and without any otherwise. The other analog probe follows as a
 * filter, the four digital ones as one probe, bit by bit. Samples are as on the wire; the header
 * that says whether they are signed or multiplied is in each record, with the energies.
 *
 * <p>The time of a hit with samples is that of the sample that its time stamp names, its fine time
 * is in the header alone; without samples the fine time is part of it.
 */
final class DppRecorder implements EventRecorder, HitDecoder.Listener {

    private static final ByteBuffer NO_SAMPLES = ByteBuffer.allocateDirect(0);

    private final Dig2Options options;
    private final RecordSink sink;
    private final WaveformHeader header = new WaveformHeader();
    private final AggregateOrder aggregates;
    private final TickExtension times;
    private final HitStatistics statistics;
    private final double[] preTriggerPs = new double[Dig2Frame.MAX_CHANNELS];
    private boolean taking;
    private long originNs;
    private long tickFs;
    private int samplePs;
    private long hits;
    private long lastNs;

    /**
     * @param quietNs time that has passed on the host without hits; only goes forward [ns]
     */
    DppRecorder(Dig2Options options, RecordSink sink, LongSupplier quietNs) {
        this.options = options;
        this.sink = sink;
        aggregates = new AggregateOrder(options.host(), sink);
        times = new TickExtension(quietNs);
        statistics = new HitStatistics(sink);
        header.channelsInTrigger = 1;
    }

    @Override
    public void connect(Dig2EventDecoder events, int boardChannels) {
        events.set(Dig2Frame.INDIVIDUAL, new HitDecoder(options.firmware(), boardChannels, this));
    }

    @Override
    public void runBegins(Dig2Board board, long origin) {
        originNs = origin;
        samplePs = board.samplePs();
        tickFs = options.firmware().tickFs(samplePs);
        for (int channel = 0; channel < board.channels(); channel++) {
            preTriggerPs[channel] = 1000 * board.preTriggerNs(channel);
        }
        aggregates.runBegins();
        times.reset(tickFs);
        statistics.runBegins(board.enabled().size(), tickFs, origin);
        hits = 0;
        lastNs = origin;
        taking = true;
    }

    @Override
    public void runEnds() {
        if (taking) {
            taking = false;
            statistics.runEnds();
        }
    }

    @Override
    public void aggregate(int counter, boolean boardFail) {
        if (taking && aggregates.skips(counter, boardFail)) {
            sink.loss(LossCause.GAP, LossView.UNKNOWN_UNITS, lastNs, lastNs);
        }
    }

    @Override
    public void damaged(FrameFault fault, long units, String what) {
        if (!taking) {
            return;
        }
        aggregates.refuse(fault, what);
        if (units != 0) {
            sink.loss(LossCause.CORRUPT, units, lastNs, lastNs);
        }
    }

    @Override
    public void hit(DppHit hit) {
        if (!taking) {
            return;
        }
        long ticks = hit.isSingle() ? times.low(hit.time()) : times.whole(hit.time());
        header.at(ticks, originNs, tickFs);
        lastNs = Math.max(lastNs, header.timeNs);
        if (hit.isSpecial()) {
            statistics.take(hit, header.timeNs);
            return;
        }
        header.triggerId = hits++;
        header.channel = hit.channel();
        header.kinds = options.kindsOfFlags()[hit.lowFlags()];
        long wholeNs = header.timeNs;
        int wholePs = header.picoseconds;
        addFineTime(hit.fine());
        if (isMark()) {
            mark(hit);
        }
        if (hit.samples() > 0) {
            header.timeNs = wholeNs;
            header.picoseconds = wholePs;
        }
        record(hit);
    }

    private void addFineTime(int fine) {
        long ps = header.picoseconds + fine * tickFs / HitFrame.FINE_STEPS / 1000;
        header.timeNs += ps / 1000;
        header.picoseconds = (int) (ps % 1000);
    }

    private boolean isMark() {
        return options.markSignal() != null
                && (options.markChannel() >= 0
                        ? header.channel == options.markChannel()
                        : TriggerKind.BEAM.in(header.kinds));
    }

    private void mark(DppHit hit) {
        sink.beamMark(
                options.markSignal(),
                header.timeNs,
                header.picoseconds,
                header.ticks,
                hit.fine() / (float) HitFrame.FINE_STEPS,
                hit.energy(),
                0);
    }

    private void record(DppHit hit) {
        boolean open = options.firmware() == Firmware.DPP_OPEN;
        int input = open || hit.isInput(0) ? 0 : hit.isInput(1) ? 1 : -1;
        header.sampleWidthPs = open ? samplePs : samplePs << hit.log2DownSampling();
        header.preTrigger =
                hit.samples() == 0
                        ? 0
                        : (int) (preTriggerPs[header.channel] / header.sampleWidthPs + 0.5);
        header.trace = TraceKind.RAW;
        sink.waveform(header, hit.header(), input >= 0 ? hit.analog(input) : NO_SAMPLES);
        if (!open && options.probes() && hit.samples() > 0) {
            header.trace = TraceKind.FILTER;
            for (int probe = 0; probe < 2; probe++) {
                if (probe != input) {
                    sink.waveform(header, hit.header(), hit.analog(probe));
                }
            }
            header.trace = TraceKind.PROBE;
            sink.waveform(header, hit.header(), hit.digital());
        }
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
