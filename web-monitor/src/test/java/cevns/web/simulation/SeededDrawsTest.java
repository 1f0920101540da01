package cevns.web.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededDrawsTest {

    private static final int DRAWS = 20_000;

    /** Mean and variance of a Poisson number are both its mean; 5 standard errors. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.7, 29.9, 30.1, 171})
    void drawsPoissonNumbers(double mean) {
        SeededDraws draws = new SeededDraws(7);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double n = draws.poisson(mean);
            sum += n;
            squares += (n - mean) * (n - mean);
        }
        double error = 5 / Math.sqrt(DRAWS);
        assertThat(sum / DRAWS).isCloseTo(mean, within(error * Math.sqrt(mean)));
        assertThat(squares / DRAWS)
                .isCloseTo(mean, within(error * Math.sqrt(2 * mean * mean + mean)));
    }

    @Test
    void drawsNothingOfNothing() {
        assertThat(new SeededDraws(1).poisson(0)).isZero();
    }

    /** 2.28 % lie above two standard deviations. */
    @Test
    void drawsNormalNumbers() {
        SeededDraws draws = new SeededDraws(11);
        double sum = 0;
        int far = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = draws.normal();
            sum += x;
            far += x > 2 ? 1 : 0;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat((double) far / DRAWS).isCloseTo(0.02275, within(0.0053));
    }

    @Test
    void drawsTheSameNumbersForTheSameSeed() {
        assertThat(new SeededDraws(3).poisson(50)).isEqualTo(new SeededDraws(3).poisson(50));
        assertThat(new SeededDraws(3).normal()).isEqualTo(new SeededDraws(3).normal());
        assertThat(new SeededDraws(3).normal()).isNotEqualTo(new SeededDraws(4).normal());
    }
}
