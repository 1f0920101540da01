package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private final Baseline baseline = new Baseline(0xFFFF);

    @Test
    void takesMeanAndRmsOfTheWindow() {
        estimate(BaselineMethod.MEAN, 1, 5, 900, 10, 12, 14, 16, 900);

        assertThat(baseline.value()).isEqualTo(13);
        // Deviations −3, −1, 1, 3.
        assertThat(baseline.rms()).isCloseTo(Math.sqrt(5), within(1e-12));
    }

    @Test
    void takesTheMiddleOfAnOddAndTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        estimate(BaselineMethod.MEDIAN, 0, 5, 7, 1000, 5, 6, 7);
        assertThat(baseline.value()).isEqualTo(7);

        estimate(BaselineMethod.MEDIAN, 0, 4, 7, 1000, 4, 6);
        assertThat(baseline.value()).isEqualTo(6.5);
    }

    @Test
    void takesTheRmsAboutTheMedian() {
        estimate(BaselineMethod.MEDIAN, 0, 3, 10, 10, 40);

        assertThat(baseline.value()).isEqualTo(10);
        assertThat(baseline.rms()).isCloseTo(Math.sqrt(300), within(1e-9));
    }

    @Test
    void hasNoBaselineWithoutSamples() {
        estimate(BaselineMethod.MEDIAN, 0, 0);

        assertThat(baseline.value()).isNaN();
        assertThat(baseline.rms()).isNaN();
    }

    @Property(tries = 300)
    void medianIsTheMiddleOfTheSortedSamples(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 0xFFFF) Integer> values) {
        int[] samples = values.stream().mapToInt(Integer::intValue).toArray();
        int[] sorted = samples.clone();
        Arrays.sort(sorted);
        int n = samples.length;

        estimate(BaselineMethod.MEDIAN, 0, n, samples);

        assertThat(baseline.value()).isEqualTo((sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0);
    }

    private void estimate(BaselineMethod method, int from, int to, int... samples) {
        baseline.estimate(
                Waveforms.samples(Waveforms.of(samples), Polarity.POSITIVE, 16), from, to, method);
    }
}
