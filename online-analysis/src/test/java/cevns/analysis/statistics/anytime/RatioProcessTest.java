package cevns.analysis.statistics.anytime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioProcessTest {

    @Test
    void isTheClosedFormWhileTheLiveTimesKeepTheirRatio() {
        RatioProcess process = new RatioProcess(0.5, 50);
        for (int i = 0; i < 300; i++) {
            process.event(i % 5 < 2, 0.5);
        }
        assertThat(process.logE()).isCloseTo(CountsProcess.logE(120, 180, 0.5, 50), within(5e-3));
    }

    /** For every ratio of live times: with p = p0 the expectation does not change. */
    @Test
    void isAMartingaleUnderTheNullWhateverTheRatio() {
        RatioProcess process = new RatioProcess(1, 50);
        double[] ratios = {1, 0.3, 2, 0.9, 1.1};
        for (int i = 0; i < 60; i++) {
            double alpha = ratios[i % ratios.length];
            double p0 = alpha / (1 + alpha);
            double now = process.logE();
            double next = p0 * ratio(process, true, alpha, now);
            next += (1 - p0) * ratio(process, false, alpha, now);
            assertThat(next).isCloseTo(1, within(1e-9));
            process.event(i % 2 == 0, alpha);
        }
    }

    @Test
    void goesOnFromAState() {
        RatioProcess process = new RatioProcess(1, 50);
        for (int i = 0; i < 30; i++) {
            process.event(i % 3 > 0, 1);
        }
        RatioProcess again = new RatioProcess(1, process.state());
        process.event(true, 0.8);
        again.event(true, 0.8);
        assertThat(again.state().logProduct()).isEqualTo(process.state().logProduct());
        assertThat(again.state().maxLogE()).isEqualTo(process.state().maxLogE());
        assertThat(again.sigma()).isEqualTo(process.sigma());
    }

    /** 9.1364, 3.70 standard deviations, are those of the closed form in anytime.md §1. */
    @Test
    void expectsAtTheExpectedCountsWhatTheClosedFormGives() {
        RatioProcess.Expected expected = RatioProcess.expected(1, 50, 142, 405, 1);
        assertThat(expected.sigma()).isCloseTo(Anytime.sigma(9.1364), within(1e-3));
        double byOn = slope(1, 0);
        double byOff = slope(0, 1);
        double scatter = Math.sqrt(byOn * byOn * 547 + byOff * byOff * 405);
        assertThat(expected.low()).isCloseTo(Anytime.sigma(9.1364 - scatter), within(2e-3));
        assertThat(expected.high()).isCloseTo(Anytime.sigma(9.1364 + scatter), within(2e-3));
    }

    @Test
    void expectsNothingWithoutASignal() {
        assertThat(RatioProcess.expected(1, 50, 0, 405, 1).sigma()).isZero();
        assertThat(RatioProcess.expected(1, 50, 0, 0, 1))
                .isEqualTo(new RatioProcess.Expected(0, 0, 0));
    }

    /** Of the closed form at 547 and 405, by a difference. */
    private static double slope(int on, int off) {
        return (CountsProcess.logE(547 + on, 405 + off, 1, 50)
                        - CountsProcess.logE(547 - on, 405 - off, 1, 50))
                / 2;
    }

    @Test
    void refusesAStateOfAnotherGrid() {
        RatioProcess.State other = new RatioProcess.State(new double[3], 0);
        assertThatThrownBy(() -> new RatioProcess(1, other)).hasMessageContaining("3 steps");
    }

    private static double ratio(RatioProcess process, boolean in, double alpha, double now) {
        RatioProcess next = new RatioProcess(1, process.state());
        next.event(in, alpha);
        return StrictMath.exp(next.logE() - now);
    }
}
