package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ExponentialSlopeTest {

    private static final double[] EDGES = {0, 0.5, 1, 2, 3, 4.5, 6};

    @Property(tries = 100)
    void findsTheSlopeThatMadeTheShares(@ForAll @DoubleRange(min = -3, max = 3) double slope) {
        double[] shares = ExponentialSlope.shares(slope, EDGES);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(ExponentialSlope.ofBins(shares, EDGES)).isCloseTo(slope, within(1e-6));
    }

    @Test
    void isFlatForTimesInTheMiddle() {
        assertThat(ExponentialSlope.ofTimes(new double[] {1, 5}, 0, 6)).isCloseTo(0, within(1e-9));
    }

    /** Far from the upper end the slope is the inverse mean. */
    @Test
    void isTheInverseMeanOfShortTimes() {
        assertThat(ExponentialSlope.ofTimes(new double[] {0.05, 0.15}, 0, 6))
                .isCloseTo(10, within(1e-6));
    }

    @Test
    void staysFiniteWhenAllTimesAreTheSame() {
        assertThat(ExponentialSlope.ofTimes(new double[] {0, 0}, 0, 6)).isPositive().isFinite();
        assertThat(ExponentialSlope.ofBins(new double[] {0, 0, 0, 0, 0, 9}, EDGES)).isFinite();
    }
}
