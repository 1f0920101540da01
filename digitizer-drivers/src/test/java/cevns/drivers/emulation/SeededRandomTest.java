package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    private static final int DRAWS = 200_000;

    private final SeededRandom random = new SeededRandom(11, 1);

    @Test
    void distributionsHaveTheirMeanAndVariance() {
        hasMoments(random::uniform, 0.5, 1.0 / 12);
        hasMoments(random::gaussian, 0, 1);
        hasMoments(() -> random.exponential(3), 3, 9);
        hasMoments(() -> random.gamma(6.25), 1, 0.16);
        hasMoments(() -> random.poisson(0.2), 0.2, 0.2);
        hasMoments(() -> random.poisson(8.2), 8.2, 8.2);
        hasMoments(() -> random.poisson(75), 75, 75);
        hasMoments(() -> random.below(7), 3, 4);
    }

    private static void hasMoments(DoubleSupplier draw, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double deviation = draw.getAsDouble() - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(4 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS / variance).isCloseTo(1, within(0.03));
    }

    @Test
    void neverDrawsACountFromNothing() {
        assertThat(random.poisson(0)).isZero();
        assertThat(random.poisson(-1)).isZero();
    }

    @Test
    void streamsOfASeedDiffer() {
        assertThat(new SeededRandom(11, 2).uniform())
                .isNotEqualTo(new SeededRandom(11, 1).uniform());
        assertThat(new SeededRandom(11, 1).uniform()).isEqualTo(new SeededRandom(11, 1).uniform());
    }
}
