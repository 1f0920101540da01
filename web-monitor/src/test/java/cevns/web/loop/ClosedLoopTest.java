package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The emulated detector plays what is predicted; decoders, pulse finding and selection must give it
 * back, whatever strength it was played with. The short form would see that the signal is lost or
 * doubled, the long one a bias of a quarter of the error of five exposures.
 */
class ClosedLoopTest {

    private static final int[] STRENGTHS = {0, 1, 2};

    /** Exposures of CsI 2017 for each strength of the short form. */
    private static final double SHORT = 3;

    /** Exposures of CsI 2017 for each seed of the long form, and seeds for each strength. */
    private static final double LONG = 5;

    private static final int SEEDS = 10;

    /** What fluctuation alone passes once in a thousand times, half on each side. */
    private static final double RARE = 0.0005;

    @Test
    void givesBackSignalsOfStrengthZeroOneAndTwoWithinTheirErrors() {
        List<Exposed.Plan> plans = new ArrayList<>();
        for (int strength : STRENGTHS) {
            plans.add(new Exposed.Plan(strength, 71 + strength, SHORT));
        }
        for (Exposed taken : Exposed.all(plans)) {
            assertThat(taken.exposures()).as(taken.toString()).isGreaterThan(SHORT);
            assertThat(taken.error()).as(taken.toString()).isLessThan(0.1);
            assertThat(taken.pull()).as(taken.toString()).isBetween(-3.0, 3.0);
        }
    }

    @Test
    @Tag("long")
    void inManyExposuresTheStrengthIsUnbiasedAndItsErrorTrue() {
        List<Exposed.Plan> plans = new ArrayList<>();
        for (int strength : STRENGTHS) {
            for (int i = 0; i < SEEDS; i++) {
                plans.add(new Exposed.Plan(strength, 1000 * (1 + strength) + i, LONG));
            }
        }
        List<Exposed> all = Exposed.all(plans);
        all.forEach(System.out::println);
        for (int strength : STRENGTHS) {
            double[] pulls =
                    all.stream()
                            .filter(e -> e.strength() == strength)
                            .mapToDouble(Exposed::pull)
                            .toArray();
            double sum = 0;
            double squares = 0;
            for (double pull : pulls) {
                sum += pull;
                squares += pull * pull;
            }
            String found =
                    String.format(
                            "strength %d: mean pull %.2f +- %.2f, chi2 %.1f of %d",
                            strength, sum / SEEDS, 1 / Math.sqrt(SEEDS), squares, SEEDS);
            System.out.println(found);
            assertThat(pulls).hasSize(SEEDS);
            assertThat(all.get(0).exposures()).isGreaterThan(LONG);
            assertThat(sum / Math.sqrt(SEEDS)).as(found).isBetween(-3.0, 3.0);
            assertThat(Gamma.regularizedGammaP(SEEDS / 2.0, squares / 2))
                    .as(found)
                    .isBetween(RARE, 1 - RARE);
        }
    }
}
