package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void putsAnEdgeIntoTheBinAboveIt() {
        Histogram histogram = new Histogram(12, 6, 30);
        histogram.fill(6);
        histogram.fill(7.999);
        histogram.fill(8);
        histogram.fill(29.999);

        assertThat(histogram.counts()).containsExactly(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(histogram.centre(0)).isEqualTo(7);
        assertThat(histogram.edge(1)).isEqualTo(8);
        assertThat(histogram.edge(12)).isEqualTo(30);
    }

    @Test
    void countsWhatLiesOutside() {
        Histogram histogram = new Histogram(2, 0, 1);
        histogram.fill(-1e-300);
        histogram.fill(Double.NEGATIVE_INFINITY);
        histogram.fill(1);
        histogram.fill(Double.POSITIVE_INFINITY);
        histogram.fill(1e300);
        histogram.fill(Double.NaN);
        histogram.fill(0.5);

        assertThat(histogram.underflow()).isEqualTo(2);
        assertThat(histogram.overflow()).isEqualTo(3);
        assertThat(histogram.undefined()).isEqualTo(1);
        assertThat(histogram.counts()).containsExactly(0, 1);
        assertThat(histogram.entries()).isEqualTo(7);
    }

    @Test
    void forgetsWhenCleared() {
        Histogram histogram = new Histogram(2, 0, 1);
        histogram.fill(0.1);
        histogram.fill(2);
        histogram.fill(-2);
        histogram.fill(Double.NaN);

        histogram.clear();

        assertThat(histogram.entries()).isZero();
    }

    @Test
    void givesACopyOfItsCounts() {
        Histogram histogram = new Histogram(1, 0, 1);

        histogram.counts()[0] = 5;

        assertThat(histogram.count(0)).isZero();
    }

    @Test
    void refusesAxesThatAreNone() {
        assertThatThrownBy(() -> new Histogram(0, 0, 1)).hasMessage("bins 0 < 1");
        assertThatThrownBy(() -> new Histogram(1, 1, 1)).hasMessage("low 1.0, high 1.0");
        assertThatThrownBy(() -> new Histogram(1, Double.NaN, 1)).hasMessage("low NaN, high 1.0");
        assertThatThrownBy(() -> new Histogram(1, -Double.MAX_VALUE, Double.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void findsTheBinWhoseEdgesHoldTheValue(
            @ForAll @IntRange(min = 1, max = 1000) int bins,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double length,
            @ForAll @IntRange(max = 999) int bin) {
        Histogram histogram = new Histogram(bins, low, low + length);
        int i = bin % bins;
        histogram.fill(histogram.edge(i));

        assertThat(histogram.count(i)).isEqualTo(1);
        if (i > 0) {
            histogram.fill(Math.nextDown(histogram.edge(i)));
            assertThat(histogram.count(i - 1)).isEqualTo(1);
        }
    }
}
