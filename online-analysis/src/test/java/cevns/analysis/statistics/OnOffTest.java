package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OnOffTest {

    @Test
    void subtractsTheBackgroundOfCsi2017() {
        OnOff counts = new OnOff(547, 405, 1);
        assertThat(counts.residual()).isEqualTo(142);
        assertThat(counts.sigma()).isCloseTo(30.85, within(0.005));
        assertThat(counts.liMaSigma()).isCloseTo(4.61, within(0.005));
    }

    @Test
    void scalesTheBackgroundByLiveTime() {
        OnOff counts = new OnOff(5, 20, 0.2);
        assertThat(counts.residual()).isEqualTo(1);
        assertThat(counts.sigma()).isCloseTo(2.408319, within(1e-6));
    }

    @Test
    void pullsTowardsThePrediction() {
        // (142 - 179) / sqrt(952 + 48^2 + 1.5^2)
        double pull = new OnOff(547, 405, 1).pull(179, StrictMath.hypot(48, 1.5));
        assertThat(pull).isCloseTo(-37 / StrictMath.sqrt(952 + 2304 + 2.25), within(1e-12));
    }

    @Test
    void refusesALiveTimeRatioOfZero() {
        assertThatThrownBy(() -> new OnOff(1, 1, 0)).hasMessageContaining("alpha 0.0");
    }
}
