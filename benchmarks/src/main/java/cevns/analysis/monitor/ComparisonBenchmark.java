package cevns.analysis.monitor;

import cevns.analysis.event.BeamState;
import cevns.analysis.event.SettledMark;
import cevns.analysis.event.TraceJudge;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.record.WaveformView;
import cevns.daq.truth.PulseTable;
import cevns.drivers.Digitizers;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.EmulatorBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the comparison with the prediction costs, beside finding and judging the pulses of the 30
 * beam marks that are behind a snapshot. The counts are those of a run with the exposure of CsI
 * 2017.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ComparisonBenchmark {

    private static final int MARKS = 30;
    private static final int SAMPLES = 35_000;
    private static final int PRE_TRIGGER = 27_500;
    private static final double PROTONS = 1.76e23;
    private static final double TIME_LAPSE = 67_000;

    /** Of a beam of 1.4 MW at 0.955 GeV [10 pC], and its protons. */
    private static final long CHARGE_COUNTS = 2_443_281;

    private static final double PROTONS_PER_MARK = CHARGE_COUNTS * 1e-11 / 1.602176634e-19;
    private static final int STEADY = 405;

    /** A detector's prediction. */
    @State(Scope.Thread)
    public static class Detector {
        @Param({"csi-2017", "csi-emulated", "lar-cenns10", "lar-cenns750", "ge-mini"})
        private String name;

        private PredictionConfig config;

        @Setup
        public void read() {
            config = PredictionConfig.load("detectors/" + name, "");
        }
    }

    /** A comparison in the middle of a campaign. */
    @State(Scope.Thread)
    public static class Result {
        private Comparison comparison;
        private Snapshot.Counts counts;
        private Snapshot.Counts changed;
        private long number;

        /** An event for each expected one, in the middle of its cell, over even background. */
        @Setup
        public void take() {
            PredictionConfig config = PredictionConfig.load("detectors/csi-2017", "");
            Prediction prediction = new Predictor(config).predict();
            comparison = new Comparison(config, 1, TIME_LAPSE);
            SplittableRandom random = new SplittableRandom(2017);
            for (long taken = 0; taken < PROTONS / PROTONS_PER_MARK / TIME_LAPSE; taken++) {
                mark();
            }
            double[][] cells = prediction.cells();
            long on = 0;
            for (int i = 0; i < cells.length; i++) {
                for (int j = 0; j < cells[i].length; j++) {
                    double expected = PROTONS * cells[i][j] + random.nextDouble();
                    for (int n = 1; n <= expected; n++) {
                        comparison.on(event(true, 7 + 2 * i, 0.25 + 0.5 * j), 1);
                        on++;
                    }
                }
            }
            for (int i = 0; i < 2 * STEADY; i++) {
                double pe = 6 + 24 * random.nextDouble();
                comparison.on(event(i % 2 == 0, pe, 6 * random.nextDouble()), 1);
            }
            counts = new Snapshot.Counts(on + STEADY, STEADY, 1, 0, 0, 0);
            changed = new Snapshot.Counts(on + STEADY, STEADY, 1.001, 0, 0, 0);
        }

        /** The counts with another ratio of live times than the last time. */
        private Snapshot.Counts other() {
            Snapshot.Counts next = changed;
            changed = counts;
            counts = next;
            return next;
        }

        private static GoodEvent event(boolean inCoincidence, double pe, double us) {
            return new GoodEvent(inCoincidence, pe, Double.NaN, Double.NaN, us);
        }

        private void mark() {
            long timeNs = Math.round(number * 1e9 / 60);
            comparison.mark(
                    new SettledMark(
                            number++, timeNs, false, BeamState.BEAM, 3, CHARGE_COUNTS, 0.955e9, 0),
                    1,
                    Double.NaN,
                    Double.NaN);
        }
    }

    /** Traces of the emulated CsI detector, of as many marks as a snapshot has. */
    @State(Scope.Thread)
    public static class Traces {
        private final WaveformView[] pmt = new WaveformView[MARKS];
        private final WaveformView[] veto = new WaveformView[MARKS];
        private TraceJudge pmtJudge;
        private TraceJudge vetoJudge;

        @Setup
        public void fill() {
            RunConfig run = RunConfig.load("runs/csi-demo", Digitizers::check);
            SourceConfig board =
                    run.sources().stream()
                            .filter(source -> source.family().equals("dig2"))
                            .findFirst()
                            .orElseThrow();
            EmulatedTraces inputs =
                    EmulatorBlock.traces(
                            board.emulator(), 1_795_168_800_000_000_000L, 1, PulseTable.EMPTY);
            for (int i = 0; i < MARKS; i++) {
                pmt[i] = record(inputs, 0);
                veto[i] = record(inputs, 1);
                inputs.advance();
            }
            pmtJudge = judge(run, 0);
            vetoJudge = judge(run, 1);
        }

        private static TraceJudge judge(RunConfig run, int channel) {
            for (ChannelConfig config : run.detector().channels()) {
                if (config.channel() == channel) {
                    return new TraceJudge(config, run.windows(), 0);
                }
            }
            throw new IllegalArgumentException("no channel " + channel);
        }

        private static WaveformView record(EmulatedTraces inputs, int channel) {
            char[] trace = new char[SAMPLES];
            inputs.fill(channel, trace, SAMPLES, PRE_TRIGGER, 2);
            ByteBuffer samples = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
            samples.asCharBuffer().put(trace);
            WaveformHeader header = new WaveformHeader();
            header.timeNs = inputs.nextTriggerNs();
            header.channel = channel;
            header.kinds = TriggerKind.BEAM.bit();
            header.channelsInTrigger = 2;
            header.sampleWidthPs = 2000;
            header.preTrigger = PRE_TRIGGER;
            RecordEncoder encoder = new RecordEncoder();
            encoder.waveform(header, ByteBuffer.allocate(0), samples);
            return new WaveformView().wrap(encoder.buffer(), 0);
        }
    }

    @Benchmark
    public int pulsesOfASnapshot(Traces traces) {
        int found = 0;
        for (int i = 0; i < MARKS; i++) {
            found +=
                    judge(traces.pmtJudge, traces.pmt[i]) + judge(traces.vetoJudge, traces.veto[i]);
        }
        return found;
    }

    private static int judge(TraceJudge judge, WaveformView waveform) {
        if (!judge.fits(waveform)) {
            throw new IllegalStateException("a trace of another length");
        }
        return judge.judge(waveform, 0).found().size();
    }

    /** No event is new: the fit stands until there is one, or one percent more protons. */
    @Benchmark
    public Snapshot.Comparison comparisonOfASnapshot(Result result) {
        for (int i = 0; i < MARKS; i++) {
            result.mark();
        }
        return result.comparison.at(result.counts, List.of());
    }

    /** The fit is made again: best values, 68 % interval, observed and expected significance. */
    @Benchmark
    public Snapshot.Comparison comparisonWithItsFit(Result result) {
        return result.comparison.at(result.other(), List.of());
    }

    @Benchmark
    public Prediction template(Detector detector) {
        return new Predictor(detector.config).predict();
    }
}
