package cevns.analysis.statistics.anytime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsProcessTest {

    /** anytime.md §1, for the counts of CsI 2017. */
    @ParameterizedTest
    @CsvSource({"50, 9.1364, 3.70", "5, 8.9149, 3.64", "0.5, 7.6678, 3.31"})
    void givesTheNumbersOfTheDocument(double shape, double logE, double sigma) {
        assertThat(CountsProcess.logE(547, 405, 1, shape)).isCloseTo(logE, within(1e-4));
        assertThat(Anytime.sigma(logE)).isCloseTo(sigma, within(0.005));
    }

    @Test
    void beginsAtOne() {
        CountsProcess process = new CountsProcess(1, CountsProcess.DEFAULT_SHAPE);
        assertThat(process.logE()).isCloseTo(0, within(1e-12));
        assertThat(process.sigma()).isZero();
    }

    /** One event in C: E is twice the mean of p over the cut density, from its definition. */
    @Test
    void isTheMixtureThatItClaims() {
        double weight = 0;
        double mean = 0;
        for (int i = 0; i < 200_000; i++) {
            double p = 0.5 + 0.5 * (i + 0.5) / 200_000;
            double density = StrictMath.pow(p * (1 - p), 4);
            weight += density;
            mean += density * p / 0.5;
        }
        assertThat(CountsProcess.logE(1, 0, 1, 5))
                .isCloseTo(StrictMath.log(mean / weight), within(1e-8));
    }

    /** With p = p0 the expectation after one more event is what it was before. */
    @Property(tries = 200)
    void isAMartingaleUnderTheNull(
            @ForAll @IntRange(max = 900) int c, @ForAll @IntRange(max = 900) int a) {
        double alpha = 0.7;
        double p0 = alpha / (1 + alpha);
        double now = CountsProcess.logE(c, a, alpha, 50);
        double up = CountsProcess.logE(c + 1, a, alpha, 50);
        double down = CountsProcess.logE(c, a + 1, alpha, 50);
        org.junit.jupiter.api.Assumptions.assumeTrue(now > -600);
        double next = p0 * StrictMath.exp(up - now) + (1 - p0) * StrictMath.exp(down - now);
        assertThat(next).isCloseTo(1, within(1e-6));
    }

    @Test
    void remembersItsMaximumAndGoesOnFromAState() {
        CountsProcess process = new CountsProcess(1, 50);
        for (int i = 0; i < 40; i++) {
            process.event(true);
        }
        double sigma = process.sigma();
        for (int i = 0; i < 40; i++) {
            process.event(false);
        }
        assertThat(process.sigma()).isEqualTo(sigma).isGreaterThan(2.5);
        CountsProcess again = new CountsProcess(1, 50, process.state());
        process.event(true);
        again.event(true);
        assertThat(again.state()).isEqualTo(process.state());
        assertThat(again.logE()).isEqualTo(process.logE());
    }

    @Test
    void endsItsSequenceWhereItRejects() {
        CountsProcess process = new CountsProcess(1, 50);
        for (int i = 0; i < 547; i++) {
            process.event(true);
            if (i < 405) {
                process.event(false);
            }
        }
        double lowest = process.lowestRatio(0.1);
        assertThat(lowest).isGreaterThan(1);
        CountsProcess.State state = process.state();
        double there = CountsProcess.logE(state.coincidence(), state.anticoincidence(), lowest, 50);
        assertThat(there).isCloseTo(StrictMath.log(10), within(1e-6));
    }

    @Test
    void survivesADeficitThatNoDoubleExpresses() {
        assertThat(CountsProcess.logE(0, 100_000, 1, 50)).isEqualTo(-700);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new CountsProcess(0, 50)).hasMessageContaining("alpha 0.0");
        assertThatThrownBy(() -> new CountsProcess(1, -1)).hasMessageContaining("shape -1.0");
    }
}
