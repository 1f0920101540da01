package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GoodnessOfFitTest {

    /** For two degrees of freedom the probability is exp(−χ²/2). */
    @Test
    void knowsTheTailOfChi2() {
        assertThat(GoodnessOfFit.chi2Probability(6, 2))
                .isCloseTo(StrictMath.exp(-3), within(1e-12));
    }

    @Test
    void joinsCellsUntilFiveAreExpected() {
        double[] counts = {1, 4, 9, 0, 2, 1};
        double[] mu = {2, 3, 6, 1, 3, 1};
        // Joined: {5 of 5}, {9 of 6}, {3 of 5}.
        GoodnessOfFit.Result result = GoodnessOfFit.pearson(counts, mu, 1, 5);
        assertThat(result.statistic()).isCloseTo(0 + 9 / 6.0 + 4 / 5.0, within(1e-12));
        assertThat(result.ndf()).isEqualTo(2);
        assertThat(result.probability()).isCloseTo(StrictMath.exp(-2.3 / 2), within(1e-12));
    }

    @Test
    void joinsTheRestToTheLastCell() {
        GoodnessOfFit.Result result =
                GoodnessOfFit.pearson(new double[] {6, 5, 1}, new double[] {5, 5, 2}, 0, 5);
        assertThat(result.statistic()).isCloseTo(1 / 5.0 + 1 / 7.0, within(1e-12));
        assertThat(result.ndf()).isEqualTo(2);
    }

    @Test
    void hasNoProbabilityWithoutDegreesOfFreedom() {
        double[] one = {7};
        assertThat(GoodnessOfFit.pearson(one, one, 1, 5).probability()).isNaN();
    }

    @Test
    void measuresTheLargestDistanceOfTheShapes() {
        double[] counts = {40, 10, 10, 40};
        double[] mu = {5, 5, 5, 5};
        GoodnessOfFit.Result result = GoodnessOfFit.kolmogorov(counts, mu);
        assertThat(result.statistic()).isCloseTo(0.15, within(1e-12));
        // x = (10 + 0.12 + 0.011) 0.15 = 1.51965; 2 (exp(-2 x^2) - exp(-8 x^2) + ...)
        assertThat(result.probability()).isCloseTo(0.01973, within(5e-5));
    }

    @Test
    void saysNothingAboutNoCounts() {
        assertThat(GoodnessOfFit.kolmogorov(new double[2], new double[] {1, 1}).probability())
                .isNaN();
    }

    @Test
    void isCertainOfEqualShapes() {
        assertThat(GoodnessOfFit.kolmogorov(new double[] {3, 6}, new double[] {1, 2}).probability())
                .isEqualTo(1);
    }
}
