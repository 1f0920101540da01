package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ToyIntervalsTest {

    /** The sum of twelve uniform numbers is normal enough to 3 σ. */
    private static Draws draws(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Draws() {
            @Override
            public double poisson(double mean) {
                throw new UnsupportedOperationException();
            }

            @Override
            public double normal() {
                double sum = -6;
                for (int i = 0; i < 12; i++) {
                    sum += random.nextDouble();
                }
                return sum;
            }
        };
    }

    private static double[] grid(double low, double high, int steps) {
        double[] at = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            at[i] = low + (high - low) * i / steps;
        }
        return at;
    }

    private static double[] chi2(double[] at, double x) {
        double[] all = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            all[i] = (x - at[i]) * (x - at[i]);
        }
        return all;
    }

    /** Far from a boundary Δχ² is χ²: 1 and 2.71. */
    @Test
    void agreesWithWilksForOneNormalNumber() {
        double[] at = grid(-4, 4, 40);
        ToyIntervals found =
                ToyIntervals.of(
                        at,
                        chi2(at, 0.5),
                        (truth, d) -> chi2(at, at[truth] + d.normal()),
                        1000,
                        draws(3));
        assertThat(found.intervals68()).hasSize(1);
        assertThat(found.intervals68().get(0).low()).isCloseTo(-0.5, within(0.1));
        assertThat(found.intervals68().get(0).high()).isCloseTo(1.5, within(0.1));
        assertThat(found.intervals90().get(0).low()).isCloseTo(0.5 - 1.645, within(0.1));
        assertThat(found.critical90()[20]).isCloseTo(2.706, within(0.25));
    }

    /** Feldman and Cousins, table X: a measured −0.5 of a mean ≥ 0 gives [0, 1.16] at 90 %. */
    @Test
    void findsTheTableOfAMeanThatIsNotNegative() {
        double[] at = grid(0, 4, 40);
        ToyIntervals found =
                ToyIntervals.of(
                        at,
                        chi2(at, -0.5),
                        (truth, d) -> chi2(at, at[truth] + d.normal()),
                        4000,
                        draws(5));
        assertThat(found.intervals90().get(0).low()).isZero();
        assertThat(found.intervals90().get(0).high()).isCloseTo(1.16, within(0.08));
    }

    @Test
    void givesTheSameNumbersForTheSameSeed() {
        double[] at = grid(0, 2, 10);
        ToyIntervals.Experiment experiment = (truth, d) -> chi2(at, at[truth] + d.normal());
        ToyIntervals first = ToyIntervals.of(at, chi2(at, 1), experiment, 50, draws(7));
        ToyIntervals second = ToyIntervals.of(at, chi2(at, 1), experiment, 50, draws(7));
        assertThat(first.critical68()).isEqualTo(second.critical68());
    }

    @Test
    void keepsSeparateStretchesApart() {
        double[] at = grid(-3, 3, 60);
        double[] observed = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            observed[i] = Math.pow(at[i] * at[i] - 4, 2);
        }
        ToyIntervals found =
                ToyIntervals.of(at, observed, (truth, d) -> wilks(at.length, truth), 10, draws(1));
        assertThat(found.intervals68()).hasSize(2);
        assertThat(found.intervals68().get(0).contains(-2)).isTrue();
        assertThat(found.intervals68().get(1).contains(2)).isTrue();
    }

    /** Every pseudo-experiment has Δχ² = 1 at the truth. */
    private static double[] wilks(int values, int truth) {
        double[] chi2 = new double[values];
        chi2[truth] = 1;
        return chi2;
    }
}
