package cevns.analysis.pulse;

import cevns.analysis.pulse.CanonicalWaveforms.Kind;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.BaselineWindow;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The canonical pulse work on 128 MiB of each kind of waveform, against a copy of 128 MiB. Each
 * state checks at its beginning that the work gives the canonical check line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PulseKernelBenchmark {

    private static final BaselineMethod MEAN = BaselineMethod.MEAN;

    /** Bytes to copy. */
    @State(Scope.Thread)
    public static class Bytes {
        private final byte[] from = new byte[128 << 20];
        private final byte[] to = new byte[128 << 20];

        /** Touches every page, and not with zeros. */
        @Setup
        public void fill() {
            for (int i = 0; i < from.length; i++) {
                from[i] = (byte) i;
                to[i] = 1;
            }
        }
    }

    /** Waveforms of CsI with their check line. */
    @State(Scope.Thread)
    public static class Csi {
        private final CanonicalRecords records = new CanonicalRecords(Kind.CSI);

        @Setup
        public void check() {
            new Light(records, 45).expect(84_364, 480, 46_834_394.5);
        }
    }

    /** Waveforms of liquid argon. */
    @State(Scope.Thread)
    public static class Argon {
        private final CanonicalRecords records = new CanonicalRecords(Kind.LAR);

        @Setup
        public void check() {
            new Light(records, 22).expect(158_822, 1354, 165_158_917.0);
        }
    }

    /** Waveforms of germanium. */
    @State(Scope.Thread)
    public static class Germanium {
        private final CanonicalRecords records = new CanonicalRecords(Kind.GE);

        @Setup
        public void check() {
            new Hpge(records).expect(77, 37_396_311.5);
        }
    }

    @Benchmark
    public byte memcpy(Bytes bytes) {
        System.arraycopy(bytes.from, 0, bytes.to, 0, bytes.from.length);
        return bytes.to[bytes.to.length - 1];
    }

    @Benchmark
    public double csi(Csi csi) {
        return new Light(csi.records, 45).sum;
    }

    @Benchmark
    public double argon(Argon argon) {
        return new Light(argon.records, 22).sum;
    }

    @Benchmark
    public double germanium(Germanium germanium) {
        return new Hpge(germanium.records).sum;
    }

    /** The work on all waveforms of a photomultiplier. */
    private static final class Light {
        private long hits;
        private long saturated;
        private double sum;

        Light(CanonicalRecords records, int promptSamples) {
            int n = records.kind().samples;
            PulseFinder finder =
                    PulseFinder.of(
                            channel(
                                    new PulseConfig.Pmt(
                                            Polarity.NEGATIVE,
                                            new BaselineWindow(0, n / 10, MEAN, 65535),
                                            10,
                                            1,
                                            0,
                                            0,
                                            1,
                                            1,
                                            1,
                                            0)));
            for (int e = 0; e < records.count(); e++) {
                WaveformView waveform = records.waveform(e);
                TracePulses found = finder.find(waveform);
                Samples samples = found.samples;
                double baseline = found.turnedBaseline;
                hits += found.count();
                saturated += atTheLimit(found);
                sum += Charge.of(samples, baseline, 0, n);
                for (int i = 0; i < found.count(); i++) {
                    sum += (float) found.charge(i) * 1e-3;
                }
                if (found.count() > 0) {
                    int onset = found.crossing(0);
                    sum += Charge.of(samples, baseline, onset, n) * 1e-3;
                    int stop = Math.min(n, onset + promptSamples);
                    sum += Charge.of(samples, baseline, onset, stop);
                }
            }
        }

        void expect(long expectedHits, long expectedSaturated, double expectedSum) {
            if (hits != expectedHits
                    || saturated != expectedSaturated
                    || Math.abs(sum - expectedSum) > 0.1) {
                throw new IllegalStateException(
                        "check line n=" + hits + " sat=" + saturated + " sum=" + sum);
            }
        }
    }

    /** The work on all waveforms of germanium. */
    private static final class Hpge {
        private long saturated;
        private double sum;

        Hpge(CanonicalRecords records) {
            int n = records.kind().samples;
            PulseFinder finder =
                    PulseFinder.of(
                            channel(
                                    new PulseConfig.Hpge(
                                            Polarity.POSITIVE,
                                            new BaselineWindow(0, n / 10, MEAN, 65535),
                                            3125,
                                            625,
                                            125,
                                            50,
                                            1)));
            for (int e = 0; e < records.count(); e++) {
                TracePulses found = finder.find(records.waveform(e));
                sum += found.energyAdc(0);
                saturated += atTheLimit(found);
            }
        }

        void expect(long expectedSaturated, double expectedSum) {
            if (saturated != expectedSaturated || Math.abs(sum - expectedSum) > 1) {
                throw new IllegalStateException("check line sat=" + saturated + " sum=" + sum);
            }
        }
    }

    private static ChannelConfig channel(PulseConfig pulses) {
        return new ChannelConfig("canonical", "source", 0, 14, pulses);
    }

    private static int atTheLimit(TracePulses found) {
        int samples = 0;
        for (int i = 0; found.saturated() && i < found.samples(); i++) {
            int y = found.samples.at(i);
            samples += y == 0 || y == CanonicalWaveforms.FULL ? 1 : 0;
        }
        return samples;
    }
}
