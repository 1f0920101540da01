package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrapezoidTest {

    /** A pulse that halves with each sample is an exact exponential of integers. */
    private static final double HALVING = 1 / Math.log(2);

    @Test
    void givesTheAmplitudeOfAPureExponentialExactly() {
        // M = 1 / (2 − 1) = 1. With M·k instead of (M + 1)·k it would be twice as much.
        int[] samples =
                Waveforms.trace(
                        40, 1000, 20, 17384, 9192, 5096, 3048, 2024, 1512, 1256, 1128, 1064, 1032,
                        1016, 1008, 1004, 1002, 1001);

        TracePulses found = find(samples, 1000, 3, 2, HALVING, 1000);

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.energyAdc(0)).isCloseTo(16384, within(1e-9));
    }

    @Test
    void givesTheAmplitudeOfARealPulseToTheRoundingOfItsSamples() {
        // 50 µs decay at 62.5 MS/s, 10 µs rise, 2 µs flat top: the canonical germanium pulse.
        double tau = 3125;
        int[] samples = exponential(8192, 1100, 3700, 9000, tau);

        TracePulses found = find(samples, 1100, 625, 125, tau, 50);

        // 0.5/√3 counts of rounding on each sample, averaged over two legs of 625.
        assertThat(found.count()).isEqualTo(1);
        assertThat(found.energyAdc(0)).isCloseTo(9000, within(0.1));
    }

    @Test
    void findsTwoPulsesOnOneTail() {
        double tau = 3125;
        int[] samples = exponential(8192, 1100, 2000, 3000, tau);
        int[] second = exponential(8192, 0, 5000, 700, tau);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += second[i];
        }

        TracePulses found = find(samples, 1100, 625, 125, tau, 50);

        assertThat(found.count()).isEqualTo(2);
        assertThat(found.energyAdc(0)).isCloseTo(3000, within(0.1));
        assertThat(found.energyAdc(1)).isCloseTo(700, within(0.1));
    }

    @Test
    void leavesOutAPulseWhoseFlatTopLiesBeyondTheTrace() {
        double tau = 3125;

        TracePulses found = find(exponential(8192, 1100, 7900, 3000, tau), 1100, 625, 125, tau, 50);

        assertThat(found.count()).isZero();
    }

    @Test
    void countsAPulseAtTheThresholdAndNoneBelow() {
        int[] samples = Waveforms.trace(40, 1000, 20, 1064, 1032, 1016, 1008, 1004, 1002, 1001);

        assertThat(find(samples, 1000, 2, 1, HALVING, 64).count()).isEqualTo(1);
        assertThat(find(samples, 1000, 2, 1, HALVING, 64.01).count()).isZero();
    }

    @Property(tries = 200)
    void agreesWithThePlainRecursion(
            @ForAll @IntRange(min = 1, max = 40) int rise,
            @ForAll @IntRange(max = 20) int flat,
            @ForAll @IntRange(min = 20, max = 4000) int decay,
            @ForAll boolean negative,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] samples = new int[100 + random.nextInt(300)];
        double baseline = 20_000 + random.nextDouble();
        double step = 0;
        for (int i = 0; i < samples.length; i++) {
            step = step * Math.exp(-1.0 / decay) + (random.nextInt(60) == 0 ? 1000 : 0);
            samples[i] = (int) Math.rint(baseline + step + random.nextGaussian() * 5);
        }
        double[] plain = recursion(samples, baseline, rise, rise + flat, decay);
        int highest = 0;
        for (int n = 1; n < plain.length; n++) {
            highest = plain[n] > plain[highest] ? n : highest;
        }
        int[] recorded = samples.clone();
        for (int i = 0; negative && i < samples.length; i++) {
            recorded[i] = 0xFFFF - samples[i];
        }
        WaveformView waveform = Waveforms.of(recorded);
        Polarity polarity = negative ? Polarity.NEGATIVE : Polarity.POSITIVE;
        TracePulses found = new TracePulses(new Samples(polarity, 16));
        found.begin(waveform);
        found.turnedBaseline = baseline;

        // With a threshold just below the maximum there is one pulse, unless the trace cuts it.
        new Trapezoid(rise, flat, decay).find(plain[highest] - 1e-6, found);

        if (plain[highest] > 1e-6 && highest < plain.length - 1) {
            assertThat(found.count()).isGreaterThanOrEqualTo(1);
            assertThat(found.energyAdc(0)).isCloseTo(plain[highest], within(1e-6));
        }
    }

    /** selection.md §3, word for word. */
    private static double[] recursion(int[] samples, double baseline, int k, int l, double tau) {
        double m = 1 / (Math.exp(1 / tau) - 1);
        double[] energy = new double[samples.length];
        double p = 0;
        double s = 0;
        for (int n = 0; n < samples.length; n++) {
            double d =
                    x(samples, baseline, n)
                            - x(samples, baseline, n - k)
                            - x(samples, baseline, n - l)
                            + x(samples, baseline, n - k - l);
            p += d;
            s += p + m * d;
            energy[n] = s / ((m + 1) * k);
        }
        return energy;
    }

    private static double x(int[] samples, double baseline, int n) {
        return n < 0 ? 0 : samples[n] - baseline;
    }

    private static int[] exponential(
            int count, int baseline, int at, double amplitude, double tau) {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            double v = i < at ? 0 : amplitude * Math.exp(-(i - at) / tau);
            samples[i] = (int) Math.rint(baseline + v);
        }
        return samples;
    }

    private static TracePulses find(
            int[] samples, double baseline, int rise, int flat, double decay, double threshold) {
        WaveformView waveform = Waveforms.of(samples);
        TracePulses found = new TracePulses(new Samples(Polarity.POSITIVE, 16));
        found.begin(waveform);
        found.turnedBaseline = baseline;
        new Trapezoid(rise, flat, decay).find(threshold, found);
        return found;
    }
}
