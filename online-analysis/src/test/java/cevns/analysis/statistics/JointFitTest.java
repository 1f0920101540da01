package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JointFitTest {

    private static final double[] TIMES = {0, 0.5, 1, 2, 4, 6};
    private static final int SIZES = 4;
    private static final double[] SIGNAL = product(new double[] {5, 4, 2, 1}, 0, 3, 3, 2, 1);
    private static final double[] NEUTRONS = product(new double[] {1, 2, 2, 1}, 1, 8, 1, 0, 0);

    private static double[] product(double[] sizes, double... times) {
        double[] cells = new double[SIZES * times.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = sizes[i / times.length] * times[i % times.length];
        }
        return cells;
    }

    /** AC of 300 events that fall with 0.15/us in four sizes. */
    private static double[] steady(double slope) {
        return product(new double[] {120, 90, 60, 30}, ExponentialSlope.shares(slope, TIMES));
    }

    private static double[] sum(
            double[] a, double fa, double[] b, double fb, double[] c, double fc) {
        double[] all = new double[a.length];
        Arrays.setAll(all, i -> fa * a[i] + fb * b[i] + fc * c[i]);
        return all;
    }

    /** Expected data fit perfectly at the truth, whatever it is. */
    @Property(tries = 40)
    void givesBackWhatWasPutIntoExpectedData(
            @ForAll @DoubleRange(min = 0, max = 300) double signal,
            @ForAll @DoubleRange(min = 0.3, max = 2) double alpha,
            @ForAll @DoubleRange(min = -0.3, max = 0.5) double slope,
            @ForAll @DoubleRange(min = 0, max = 40) double neutrons,
            @ForAll SteadyTime steady) {
        double[] off = steady(slope);
        double each = neutrons / Arrays.stream(NEUTRONS).sum();
        double[] brn = Arrays.stream(NEUTRONS).map(n -> n * each).toArray();
        double[] on = sum(SIGNAL, signal / 108, brn, 1, off, alpha);
        JointFit fit =
                new JointFit(
                        on,
                        off,
                        alpha,
                        TIMES,
                        SIGNAL,
                        List.of(new JointFit.Pull(brn, 0.25)),
                        steady);
        assertThat(fit.signal()).isCloseTo(signal, within(0.02 + 1e-3 * signal));
        assertThat(fit.background(0)).isCloseTo(neutrons, within(0.02 + 1e-3 * neutrons));
        assertThat(fit.steady()).isCloseTo(alpha * 300, within(0.05));
        assertThat(fit.expectedSignificance(signal)).isCloseTo(fit.significance(), within(0.01));
        Interval interval = fit.interval(1);
        assertThat(interval.contains(fit.signal())).isTrue();
    }

    /** Pulses that were under way when the region began make its first bin larger. */
    @Property(tries = 20)
    void isNotMisledByAFirstBinThatHasMore(
            @ForAll @DoubleRange(min = 0.5, max = 3) double factor,
            @ForAll @DoubleRange(min = 0, max = 200) double signal) {
        double[] off = steady(0.1);
        for (int i = 0; i < off.length; i += TIMES.length - 1) {
            off[i] *= factor;
        }
        double[] on = sum(SIGNAL, signal / 108, off, 1, off, 0);
        JointFit fit =
                new JointFit(
                        on,
                        off,
                        1,
                        TIMES,
                        SIGNAL,
                        List.of(),
                        SteadyTime.EXPONENTIAL_AFTER_FIRST_BIN);
        assertThat(fit.signal()).isCloseTo(signal, within(0.02 + 1e-3 * signal));
        assertThat(fit.steady()).isCloseTo(Arrays.stream(off).sum(), within(0.05));
    }

    /** One cell: the fit of C and AC has the closed form of Li and Ma. */
    @Test
    void isLiAndMaInASingleCell() {
        JointFit fit =
                new JointFit(
                        new double[] {547},
                        new double[] {405},
                        1,
                        new double[] {0, 6},
                        new double[] {1},
                        List.of(),
                        SteadyTime.EXPONENTIAL_AFTER_FIRST_BIN);
        assertThat(fit.signal()).isCloseTo(142, within(1e-3));
        assertThat(fit.significance()).isCloseTo(LiMa.significance(547, 405, 1), within(1e-4));
        assertThat(fit.steady()).isCloseTo(405, within(1e-3));
        // 142 ± 30.85, but for the skewness of Poisson counts
        Interval interval = fit.interval(1);
        assertThat(interval.low()).isCloseTo(142 - 30.85, within(0.3));
        assertThat(interval.high()).isCloseTo(142 + 30.85, within(0.3));
    }

    /** In one cell σ² of the signal is C + α²·AC + (σ_β·B)². */
    @Test
    void addsTheUncertaintyOfTheNeutronsInQuadrature() {
        JointFit fit =
                new JointFit(
                        new double[] {5470},
                        new double[] {4050},
                        1,
                        new double[] {0, 6},
                        new double[] {1},
                        List.of(new JointFit.Pull(new double[] {400}, 0.25)),
                        SteadyTime.EXPONENTIAL);
        assertThat(fit.signal()).isCloseTo(1020, within(0.1));
        double sigma = Math.sqrt(5470 + 4050 + 100 * 100);
        Interval interval = fit.interval(1);
        assertThat(interval.high() - fit.signal()).isCloseTo(sigma, within(1.0));
        assertThat(fit.signal() - interval.low()).isCloseTo(sigma, within(1.0));
    }

    @Test
    void knowsLessOfTheSignalWhereLessOfAcWasSeen() {
        double[] off = steady(0.1);
        double[] on = sum(SIGNAL, 1, NEUTRONS, 0, off, 1);
        double[] fewer = Arrays.stream(off).map(n -> n / 4).toArray();
        double full =
                new JointFit(on, off, 1, TIMES, SIGNAL, List.of(), SteadyTime.EXPONENTIAL)
                        .significance();
        double quarter =
                new JointFit(on, fewer, 4, TIMES, SIGNAL, List.of(), SteadyTime.EXPONENTIAL)
                        .significance();
        assertThat(quarter).isLessThan(0.9 * full);
    }

    @Property(tries = 60)
    void findsAMinimumAndAnIntervalOfAnyCounts(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @IntRange(min = 1, max = 30) int events,
            @ForAll SteadyTime steady) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        double[] on = new double[SIGNAL.length];
        double[] off = new double[SIGNAL.length];
        on[random.nextInt(on.length)]++;
        for (int i = 1; i < events; i++) {
            (random.nextBoolean() ? on : off)[random.nextInt(on.length)]++;
        }
        JointFit fit =
                new JointFit(
                        on,
                        off,
                        1,
                        TIMES,
                        SIGNAL,
                        List.of(new JointFit.Pull(NEUTRONS, 0.25)),
                        steady);
        Interval interval = fit.interval(1);
        assertThat(fit.signal()).isBetween(interval.low() - 1e-6, interval.high());
        assertThat(fit.significance()).isNotNegative();
        assertThat(interval.high()).isFinite().isGreaterThan(fit.signal());
    }
}
