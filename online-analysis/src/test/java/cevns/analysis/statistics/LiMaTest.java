package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiMaTest {

    /** From statistics.md §1 and the reference points; 0/3 is −√(6 ln 2). */
    @ParameterizedTest
    @CsvSource({
        "547, 405, 1, 4.610848",
        "547, 810, 0.5, 5.369345",
        "20, 10, 1, 1.843361",
        "5, 20, 0.2, 0.4362749",
        "0, 3, 1, -2.039334",
        "1567, 1291, 1, 5.166739"
    })
    void givesEquationSeventeen(double on, double off, double alpha, double expected) {
        assertThat(LiMa.significance(on, off, alpha)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void isZeroWithoutCountsOrExcess() {
        assertThat(LiMa.significance(0, 0, 1)).isZero();
        assertThat(LiMa.significance(30, 60, 0.5)).isCloseTo(0, within(1e-7));
    }

    @Test
    void expectsLessThanForAKnownBackground() {
        assertThat(LiMa.expected(179.4, 405, 1)).isCloseTo(5.7, within(0.05));
    }

    /**
     * By hand: 142 over 405 at α = 1 has S = 4.6108, logarithms ln(1094/952) and ln(810/952), so
     * √(547 · 0.13903² + 405 · 0.16151²)/S. 5 over 0.1: ln(10.2/5.2), ln(0.2/5.2), S = 2.4943.
     */
    @ParameterizedTest
    @CsvSource({"142, 405, 1, 0.9972", "5, 0.1, 1, 0.7367", "0, 405, 1, 1", "0, 0, 1, 0"})
    void scattersByOneForASmallSignalAndLessOverASmallBackground(
            double signal, double background, double alpha, double expected) {
        assertThat(LiMa.spread(signal, background, alpha)).isCloseTo(expected, within(2e-4));
    }

    @Test
    void scattersAsCountsDo() {
        // ten thousand experiments of 20 over 30 at α = 0.5, drawn by a fixed seed
        java.util.Random random = new java.util.Random(7);
        double sum = 0;
        double squares = 0;
        int experiments = 10_000;
        for (int i = 0; i < experiments; i++) {
            double s = LiMa.significance(poisson(random, 50), poisson(random, 60), 0.5);
            sum += s;
            squares += s * s;
        }
        double mean = sum / experiments;
        double sigma = Math.sqrt(squares / experiments - mean * mean);
        assertThat(mean).isCloseTo(LiMa.expected(20, 30, 0.5), within(0.03));
        assertThat(sigma).isCloseTo(LiMa.spread(20, 30, 0.5), within(0.03));
    }

    private static int poisson(java.util.Random random, double mean) {
        double product = random.nextDouble();
        int n = 0;
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            n++;
        }
        return n;
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> LiMa.significance(-1, 3, 1)).hasMessageContaining("nOn -1.0");
        assertThatThrownBy(() -> LiMa.significance(1, 3, 0)).hasMessageContaining("alpha 0.0");
        assertThatThrownBy(() -> LiMa.significance(Double.NaN, 3, 1)).hasMessageContaining("NaN");
    }

    @Property(tries = 300)
    void growsWithTheCoincidences(
            @ForAll @IntRange(max = 3000) int on,
            @ForAll @IntRange(min = 1, max = 3000) int off,
            @ForAll @DoubleRange(min = 0.05, max = 20) double alpha) {
        double here = LiMa.significance(on, off, alpha);
        assertThat(LiMa.significance(on + 1, off, alpha)).isGreaterThan(here);
    }
}
