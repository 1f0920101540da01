package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The emulated detector plays what is predicted; decoders, pulse finding and selection must give it
 * back, whatever strength it was played with: in the number of events, and in the fit by size and
 * time. The fit has no strength below 0, so without signal it must only find none.
 *
 * <p>The short form would see that some of the signal is lost, the long one a bias of a third of
 * the error of five exposures.
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

    private static final double MOST_SIGMA = 3;

    @Test
    void givesBackSignalsOfStrengthZeroOneAndTwoWithinTheirErrors() {
        List<Exposed.Plan> plans = new ArrayList<>();
        for (int strength : STRENGTHS) {
            plans.add(new Exposed.Plan(strength, 71 + strength, SHORT));
        }
        for (Exposed taken : Exposed.all(plans)) {
            String all = taken.toString();
            assertThat(taken.exposures()).as(all).isGreaterThan(SHORT);
            assertThat(taken.countPull()).as(all).isBetween(-MOST_SIGMA, MOST_SIGMA);
            if (taken.strength() == 0) {
                assertThat(taken.comparison().strength().sigma()).as(all).isLessThan(MOST_SIGMA);
            } else {
                assertThat(taken.fitError()).as(all).isLessThan(0.1);
                assertThat(taken.fitPull()).as(all).isBetween(-MOST_SIGMA, MOST_SIGMA);
            }
        }
    }

    @Test
    @Tag("long")
    void inManyExposuresTheStrengthIsUnbiasedAndItsErrorTrue() {
        List<Exposed.Plan> plans = new ArrayList<>();
        for (int strength : STRENGTHS) {
            for (int i = 0; i < SEEDS; i++) {
                plans.add(new Exposed.Plan(strength, 1000 + 100 * strength + i, LONG));
            }
        }
        List<Exposed> all = Exposed.all(plans);
        all.forEach(System.out::println);
        for (int strength : STRENGTHS) {
            List<Exposed> some = all.stream().filter(e -> e.strength() == strength).toList();
            assertThat(some).hasSize(SEEDS);
            assertThat(some).allMatch(e -> e.exposures() > LONG);
            assertPulls(some, "counts", Exposed::countPull);
            if (strength > 0) {
                assertPulls(some, "fit", Exposed::fitPull);
            }
        }
    }

    private static void assertPulls(
            List<Exposed> some, String what, ToDoubleFunction<Exposed> pullOf) {
        double sum = 0;
        double squares = 0;
        for (Exposed one : some) {
            double pull = pullOf.applyAsDouble(one);
            sum += pull;
            squares += pull * pull;
        }
        int n = some.size();
        String found =
                String.format(
                        Locale.ROOT,
                        "strength %.0f, %s: mean pull %+.2f +- %.2f, chi2 %.1f of %d",
                        some.get(0).strength(),
                        what,
                        sum / n,
                        1 / Math.sqrt(n),
                        squares,
                        n);
        System.out.println(found);
        assertThat(sum / Math.sqrt(n)).as(found).isBetween(-MOST_SIGMA, MOST_SIGMA);
        assertThat(Gamma.regularizedGammaP(n / 2.0, squares / 2))
                .as(found)
                .isBetween(RARE, 1 - RARE);
    }
}
