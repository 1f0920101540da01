package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NormalTest {

    @Test
    void knowsTheThresholdsOfTheField() {
        assertThat(Normal.tail(3)).isCloseTo(1.349898e-3, within(1e-9));
        assertThat(Normal.tail(5)).isCloseTo(2.866516e-7, within(1e-13));
        assertThat(Normal.sigmas(StrictMath.log(0.05))).isCloseTo(1.644854, within(1e-6));
        assertThat(Normal.sigmas(StrictMath.log(0.5))).isCloseTo(0, within(1e-9));
        assertThat(Normal.sigmas(StrictMath.log(0.9))).isCloseTo(-1.281552, within(1e-6));
    }

    @Test
    void goesBeyondWhatADoubleHolds() {
        // log10 of the tail at 40 sigma: -349.43701, e.g. from Abramowitz and Stegun 26.2.12.
        double ln = Normal.logTail(40);
        assertThat(ln / StrictMath.log(10)).isCloseTo(-349.437, within(0.001));
        assertThat(Normal.sigmas(ln)).isCloseTo(40, within(1e-9));
    }

    @Test
    void hasNoStepWhereItChangesMethod() {
        double below = Normal.logTail(StrictMath.nextDown(20.0));
        assertThat(Normal.logTail(20)).isCloseTo(below, within(1e-9));
    }

    @Test
    void isMinusInfinityForCertainty() {
        assertThat(Normal.sigmas(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Normal.sigmas(0.1)).hasMessageContaining("0.1");
    }

    @Property(tries = 200)
    void comesBackFromTheTail(@ForAll @DoubleRange(min = -5, max = 60) double sigma) {
        assertThat(Normal.sigmas(Normal.logTail(sigma))).isCloseTo(sigma, within(1e-7));
    }
}
