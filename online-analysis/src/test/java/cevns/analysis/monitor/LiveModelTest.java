package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.TestConfigs;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The test of the full model while a run goes on, and a comparison that goes on from its state. */
class LiveModelTest {

    /** The steady state of {@link #play}, as if counted in as many windows, and one unlike it. */
    private static final String KNOWN =
            steadyBefore("34, 34, 34, 34, 34, 34, 34, 34, 34, 34, 34, 34");

    private static final String WRONG = steadyBefore("90, 1, 1, 90, 1, 90, 1, 90, 1, 1, 1, 41");

    private static final PredictedCells CELLS =
            PredictedCells.of(
                    new Predictor(
                                    PredictionConfig.ofRun(TestConfigs.csiWithNeutrons(""))
                                            .orElseThrow())
                            .predict());

    private static String steadyBefore(String counts) {
        return """
        detector.prediction.steady_before {
          windows = 2000
          by_size_counts = [%s]
          by_time_counts = [34, 34, 34, 34, 34, 34, 34, 34, 34, 34, 34, 34]
        }
        """
                .formatted(counts);
    }

    /** As many events as are expected, in an order that a linear generator mixes. */
    private static void play(Comparison to, double strength, int marks, int seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        double[] neutrons = CELLS.neutrons();
        for (int i = 0; i < marks; i++) {
            double protons = ComparisonTest.POT / 2000 * (i % 3 == 0 ? 1 : 1.02);
            to.mark(ComparisonTest.mark(protons), 1, Double.NaN, Double.NaN);
            for (int cell = 0; cell < 144; cell++) {
                double steady = 405.0 / 144 / 2000;
                double beam = protons * (strength * CELLS.perProton()[cell] + neutrons[cell]);
                boolean inCoincidence = random.nextDouble() < steady + beam;
                boolean inAnticoincidence = random.nextDouble() < steady;
                if (inCoincidence) {
                    to.on(ComparisonTest.event(true, cell / 12, cell % 12), 1);
                }
                if (inAnticoincidence) {
                    to.on(ComparisonTest.event(false, cell / 12, cell % 12), 1);
                }
            }
        }
    }

    @Test
    void testsTheFullModelWhileItRuns() {
        Comparison with = ComparisonTest.withNeutrons("");
        play(with, 1, 3000, 4);
        ModelTest found = with.at(ComparisonTest.BEAM_ON, List.of()).model();
        assertThat(found.teaching()).isEqualTo(20);
        assertThat(found.events()).isGreaterThan(1000);
        assertThat(found.sigma()).isGreaterThan(3);
        assertThat(found.low()).isBetween(0.05, 1.0);
        assertThat(found.high()).isBetween(1.0, 2.5);
        Comparison without = ComparisonTest.withNeutrons("");
        play(without, 0, 3000, 5);
        ModelTest nothing = without.at(ComparisonTest.BEAM_ON, List.of()).model();
        assertThat(nothing.sigma()).isLessThan(2);
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isLessThan(1);
    }

    /** Half of the events of one exposure are worth more where the background is known before. */
    @Test
    void whatWasCountedBeforeSparesTheTestItsLearning() {
        Comparison learning = ComparisonTest.withNeutrons("");
        Comparison knowing = ComparisonTest.withNeutrons(KNOWN);
        play(learning, 1, 1000, 4);
        play(knowing, 1, 1000, 4);
        ModelTest learnt = learning.at(ComparisonTest.BEAM_ON, List.of()).model();
        ModelTest known = knowing.at(ComparisonTest.BEAM_ON, List.of()).model();
        assertThat(known.teaching()).isZero();
        assertThat(known.events()).isGreaterThan(learnt.events());
        assertThat(known.logE()).isGreaterThan(learnt.logE() + 5);

        // without signal it finds none, also where the belief is wrong by far
        for (String belief : List.of(KNOWN, WRONG)) {
            Comparison without = ComparisonTest.withNeutrons(belief);
            play(without, 0, 3000, 5);
            assertThat(without.at(ComparisonTest.BEAM_ON, List.of()).model().sigma()).isLessThan(2);
        }
    }

    @Test
    void learnsUntilItIsTaughtAndNeverWhatItWasTold() {
        Comparison untold = ComparisonTest.withNeutrons("");
        ModelTest before = untold.at(ComparisonTest.BEAM_ON, List.of()).model();
        assertThat(before.learning()).isTrue();
        assertThat(before.logE()).isNaN();
        play(untold, 1, 150, 7);
        assertThat(untold.at(ComparisonTest.BEAM_ON, List.of()).model().learning()).isFalse();

        ModelTest told =
                ComparisonTest.withNeutrons(KNOWN).at(ComparisonTest.BEAM_ON, List.of()).model();
        assertThat(told.learning()).isFalse();
        assertThat(told.events()).isZero();
        assertThat(told.logE()).isNaN();
    }

    @Test
    void goesOnFromAStateThatBeganWithWhatWasCounted() {
        Comparison whole = ComparisonTest.withNeutrons(KNOWN);
        PredictionConfig config =
                PredictionConfig.ofRun(TestConfigs.csiWithNeutrons(KNOWN)).orElseThrow();
        Comparison second = new Comparison(config, 1, 1, whole.state());
        play(whole, 1, 300, 7);
        play(second, 1, 300, 7);
        Comparison third = new Comparison(config, 1, 1, second.state());
        play(whole, 1, 300, 8);
        play(third, 1, 300, 8);
        assertThat(whole.at(ComparisonTest.BEAM_ON, List.of()).model().events()).isPositive();
        assertThat(third.at(ComparisonTest.BEAM_ON, List.of()))
                .usingRecursiveComparison()
                .isEqualTo(whole.at(ComparisonTest.BEAM_ON, List.of()));
    }

    @Test
    void goesOnFromItsStateAsIfNothingHadHappened() {
        Comparison whole = ComparisonTest.withNeutrons("");
        play(whole, 1, 150, 7);
        Comparison first = ComparisonTest.withNeutrons("");
        play(first, 1, 150, 7);
        PredictionConfig config =
                PredictionConfig.ofRun(TestConfigs.csiWithNeutrons("")).orElseThrow();
        Comparison second = new Comparison(config, 1, 1, first.state());
        play(whole, 1, 400, 8);
        play(second, 1, 400, 8);
        assertThat(whole.at(ComparisonTest.BEAM_ON, List.of()).model().events()).isPositive();
        assertThat(second.at(ComparisonTest.BEAM_ON, List.of()))
                .usingRecursiveComparison()
                .isEqualTo(whole.at(ComparisonTest.BEAM_ON, List.of()));
        Comparison third = new Comparison(config, 1, 1, second.state());
        play(whole, 1, 100, 9);
        play(third, 1, 100, 9);
        assertThat(third.at(ComparisonTest.BEAM_ON, List.of()))
                .usingRecursiveComparison()
                .isEqualTo(whole.at(ComparisonTest.BEAM_ON, List.of()));
        assertThat(third.state()).usingRecursiveComparison().isEqualTo(whole.state());
    }
}
