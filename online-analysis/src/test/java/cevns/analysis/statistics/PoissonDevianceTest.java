package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PoissonDevianceTest {

    @Test
    void isTheSaturatedLikelihoodRatio() {
        assertThat(PoissonDeviance.chi2(0, 2.5)).isCloseTo(5, within(1e-15));
        assertThat(PoissonDeviance.chi2(3, 3)).isZero();
        double expected = 2 * (4 - 7 + 7 * StrictMath.log(7 / 4.0));
        assertThat(PoissonDeviance.chi2(7, 4)).isCloseTo(expected, within(1e-13));
        assertThat(PoissonDeviance.chi2(new double[] {0, 7}, new double[] {2.5, 4}))
                .isCloseTo(5 + expected, within(1e-13));
    }

    @Test
    void isSmoothWhereExpectationMeetsCounts() {
        for (double x : new double[] {-1.0001e-3, -0.9999e-3, 0.9999e-3, 1.0001e-3}) {
            double mu = 50 * (1 + x);
            double exact = 50 * (x * x - x * x * x * (2.0 / 3) + x * x * x * x * 0.5);
            assertThat(PoissonDeviance.chi2(50, mu)).isCloseTo(exact, within(1e-11));
        }
    }

    @Property(tries = 300)
    void knowsItsSlope(
            @ForAll @DoubleRange(min = 0, max = 40) double n,
            @ForAll @DoubleRange(min = 0.01, max = 60) double mu) {
        double h = 1e-6 * mu;
        double rise = PoissonDeviance.root(n, mu + h) - PoissonDeviance.root(n, mu - h);
        assertThat(PoissonDeviance.slope(n, mu)).isCloseTo(rise / (2 * h), within(1e-4));
    }
}
