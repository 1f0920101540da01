package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeldmanCousinsTest {

    /** Tables II and IV of the paper, where they are not lengthened. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.00, 2.44",
        "1, 0, 0.11, 4.36",
        "3, 1, 0.10, 6.42",
        "5, 2, 0.44, 7.99",
        "2, 3, 0.00, 3.04",
        "10, 3, 2.63, 13.50"
    })
    void givesTheTablesOfThePaper(int n, double background, double low, double high) {
        Interval interval = FeldmanCousins.interval(n, background, 0.9);
        assertThat(interval.low()).isCloseTo(low, within(0.011));
        assertThat(interval.high()).isCloseTo(high, within(0.011));
    }

    @Test
    void keepsTheRawConstructionWhereThePaperLengthens() {
        assertThat(FeldmanCousins.interval(0, 3, 0.9).high()).isCloseTo(0.95, within(0.011));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> FeldmanCousins.interval(-1, 0, 0.9)).hasMessageContaining("n -1");
        assertThatThrownBy(() -> FeldmanCousins.interval(1, -2, 0.9))
                .hasMessageContaining("background -2.0");
        assertThatThrownBy(() -> FeldmanCousins.interval(1, 0, 1)).hasMessageContaining("level 1");
    }

    /** Coverage, summed over the counts that occur more than once in 10⁹ times. */
    @Property(tries = 15)
    void coversAtLeastAsOftenAsItSays(
            @ForAll @DoubleRange(min = 0.01, max = 8) double signal,
            @ForAll @DoubleRange(min = 0, max = 5) double background) {
        double covered = 0;
        double probability = StrictMath.exp(-(signal + background));
        for (int n = 0; n < signal + background || probability > 1e-9; n++) {
            Interval interval = FeldmanCousins.interval(n, background, 0.9);
            // The interval's ends lie on a grid of 0.005.
            if (signal > interval.low() - 0.005 && signal < interval.high() + 0.005) {
                covered += probability;
            }
            probability *= (signal + background) / (n + 1);
        }
        assertThat(covered).isGreaterThan(0.9);
    }
}
