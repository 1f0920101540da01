package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmearingTest {

    private static final Efficiency ALL = new Efficiency.Flat(1, Double.NEGATIVE_INFINITY);
    private static final double MEAN = 12;

    @Test
    void photoelectronsThatSpreadAddTheirVarianceToThatOfTheirNumber() {
        Bins bins = Bins.equal(800, -20, 60);
        double[] shares = new double[bins.size()];
        new Smearing.Poisson(0, 0.42).spread(MEAN, 1, bins, ALL, shares);
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < shares.length; i++) {
            double charge = (bins.edge(i) + bins.edge(i + 1)) / 2;
            sum += shares[i];
            first += charge * shares[i];
            second += charge * charge * shares[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-8));
        assertThat(first).isCloseTo(MEAN, within(1e-6));
        // μ (1 + r²) = 12 · 1.1764; a bin of 0.1 adds 0.1²/12.
        assertThat(second - first * first).isCloseTo(14.1168 + 0.000833, within(0.001));
    }

    @Test
    void theSelectionJudgesTheNumberNotTheCharge() {
        Efficiency eightOrMore = new Efficiency.Flat(1, 7.5);
        double[] one = new double[1];
        new Smearing.Poisson(0, 0.42).spread(MEAN, 1, Bins.equal(1, -20, 60), eightOrMore, one);
        // P(n ≤ 7; 12) = 0.0895045
        assertThat(one[0]).isCloseTo(1 - 0.0895045, within(1e-6));
    }

    @Test
    void halfOfTheChargesOfANumberLieBelowIt() {
        double[] halves = new double[2];
        Efficiency eightOnly = new Efficiency.Flat(1, 7.5);
        Bins about8 = Bins.equal(2, 7.5, 8.5);
        new Smearing.Poisson(0, 0.01).spread(MEAN, 1, about8, eightOnly, halves);
        // P(8; 12) = 0.0655233, all of it within half a photoelectron.
        assertThat(halves[0]).isCloseTo(0.0655233 / 2, within(1e-6));
        assertThat(halves[1]).isCloseTo(0.0655233 / 2, within(1e-6));
    }
}
