package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleBinTest {

    private final SingleBin csi = SingleBin.of(142, 405, 6, 0.28, 0.25);

    @Test
    void measures136CountsWith31() {
        assertThat(csi.signal()).isEqualTo(136);
        assertThat(csi.signalSigma()).isCloseTo(30.95, within(0.005));
        assertThat(csi.nullSigma()).isCloseTo(4.39, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"173, 0.41401", "0, 19.26165", "136, 0"})
    void comparesWithAPrediction(double predicted, double chi2) {
        assertThat(csi.chi2(predicted)).isCloseTo(chi2, within(1e-4));
    }

    @Test
    void takesTheBestNuisancesThereAre() {
        double a = csi.alpha(173);
        double b = csi.beta(173);
        double least = chi2(173, a, b);
        assertThat(csi.chi2(173)).isCloseTo(least, within(1e-12));
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(chi2(173, a + step, b)).isGreaterThan(least);
            assertThat(chi2(173, a, b + step)).isGreaterThan(least);
        }
    }

    @Test
    void countsADeficitAsNegative() {
        assertThat(SingleBin.of(-20, 100, 6, 0.28, 0.25).nullSigma()).isNegative();
    }

    @Test
    void refusesCountsWithoutSpread() {
        assertThatThrownBy(() -> SingleBin.of(0, 0, 0, 0, 0)).hasMessageContaining("variance 0.0");
    }

    /** Statistics.md §2 as it is written. */
    private static double chi2(double n, double alpha, double beta) {
        double rest = 142 - n * (1 + alpha) - 6 * (1 + beta);
        double pulls = alpha * alpha / (0.28 * 0.28) + beta * beta / (0.25 * 0.25);
        return rest * rest / (142 + 810 + 6) + pulls;
    }
}
