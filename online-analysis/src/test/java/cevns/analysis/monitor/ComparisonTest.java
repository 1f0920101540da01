package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.TestConfigs;
import cevns.analysis.event.BeamState;
import cevns.analysis.event.SettledMark;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of CsI 2017 as statistics.md and anytime.md have them. */
class ComparisonTest {

    static final double POT = 1.76e23;
    static final Snapshot.Counts BEAM_ON = new Snapshot.Counts(0, 0, 1, 209, 207, 0);

    private final Comparison comparison =
            new Comparison(
                    PredictionConfig.ofRun(TestConfigs.csiWithPrediction("")).orElseThrow(), 1, 1);

    /** Adds so many good protons and compares. */
    private Snapshot.Comparison at(double protons) {
        comparison.mark(mark(protons), 1, Double.NaN, Double.NaN);
        return comparison.at(BEAM_ON, List.of());
    }

    static SettledMark mark(double protons) {
        long charge = Math.round(protons * 1.602176634e-19 / 10e-12);
        return new SettledMark(0, 0, false, BeamState.BEAM, 3, charge, 0, 0);
    }

    static GoodEvent event(boolean inCoincidence, int size, int time) {
        return new GoodEvent(inCoincidence, 7 + 2 * size, Double.NaN, 0.5, 0.25 + 0.5 * time);
    }

    /** 547 and 405 events, evenly mixed, spread over the cells. */
    private Snapshot.Comparison published() {
        int on = 0;
        for (int i = 0; i < 952; i++) {
            boolean inCoincidence = (i + 1) * 547L / 952 > on;
            on += inCoincidence ? 1 : 0;
            comparison.on(event(inCoincidence, i % 12, i / 12 % 12), 1);
        }
        return at(POT);
    }

    @Test
    void givesTheExcessAndItsSignificanceOfThePublishedCounts() {
        Snapshot.Comparison c = published();
        assertThat(c.coincidence()).isEqualTo(547);
        assertThat(c.anticoincidence()).isEqualTo(405);
        assertThat(c.excess()).isEqualTo(142);
        assertThat(c.excessError()).isCloseTo(30.85, within(0.005));
        assertThat(c.liMaSigma()).isCloseTo(4.61, within(0.005));
        // (142 - 174.0) / sqrt(952 + 48.7^2)
        assertThat(c.pull()).isCloseTo(-0.555, within(0.005));
        assertThat(c.nullTest().excess()).isEqualTo(2);
        assertThat(c.nullTest().error()).isCloseTo(Math.sqrt(416), within(1e-9));
    }

    @Test
    void givesASignificanceForLookingAllTheTime() {
        Snapshot.Comparison c = published();
        // ln E = 9.1364 at the end, 3.70 sigma
        assertThat(c.anytime().maxLogE()).isCloseTo(9.14, within(0.05));
        assertThat(c.anytimeSigma()).isCloseTo(3.70, within(0.01));
        assertThat(c.anytime().logProduct()).hasSize(256);
    }

    @Test
    void predictsInProportionToTheProtons() {
        Snapshot.Comparison c = at(POT);
        assertThat(c.predicted()).isCloseTo(174.0, within(0.1));
        // 10, 25, 5 and 5 % in quadrature are 27.8 %
        assertThat(c.uncertainty()).isCloseTo(174.0 * 0.27839, within(0.05));
        assertThat(c.uncertainties().keySet())
                .containsExactly("flux", "form_factor", "quenching", "selection");
        assertThat(c.uncertainties().get("quenching")).isCloseTo(43.5, within(0.05));
        assertThat(Arrays.stream(c.spectrum()).sum()).isCloseTo(c.predicted(), within(1e-9));
        assertThat(Arrays.stream(c.timeProfile()).sum()).isCloseTo(c.predicted(), within(1e-9));
        assertThat(c.timeProfile()[1]).as("0.5 to 1 us, the prompt ones").isGreaterThan(25);
        assertThat(at(POT / 4).predicted()).isCloseTo(c.predicted() * 1.25, within(1e-9));
    }

    /** In four times the exposure of 2017: no signal, as much as predicted, and twice as much. */
    @Test
    void findsTheSignalThatWasPutIn() {
        PredictedCells predicted = predicted();
        double[] expected = Arrays.stream(predicted.perProton()).map(c -> 4 * c * POT).toArray();
        for (double strength : new double[] {0, 1, 2}) {
            long[] on = new long[144];
            long[] off = new long[144];
            for (int i = 0; i < on.length; i++) {
                off[i] = 12;
                on[i] = 12 + Math.round(strength * expected[i]);
            }
            double put = Arrays.stream(on).sum() - Arrays.stream(off).sum();
            SignalFit.Result fit = new SignalFit(predicted).of(on, off, 1, expected, List.of());
            assertThat(fit.events()).isCloseTo(put, within(0.05 * put + 0.5));
            assertThat(fit.low()).isLessThanOrEqualTo(fit.events());
            assertThat(fit.high()).isGreaterThan(fit.events());
            assertThat(fit.sigma()).isBetween(7.0 * strength, 30.0 * strength + 0.1);
        }
    }

    private static PredictedCells predicted() {
        return PredictedCells.of(
                new Predictor(
                                PredictionConfig.ofRun(TestConfigs.csiWithPrediction(""))
                                        .orElseThrow())
                        .predict());
    }

    @Test
    void fitsAnySmallNumberOfEvents() {
        for (int n = 1; n < 30; n++) {
            comparison.on(event(n % 3 != 0, n % 12, n * 7 % 12), 1);
            SignalStrength strength = at(1e18).strength();
            assertThat(strength.low()).isBetween(0.0, strength.value());
            assertThat(strength.high()).isGreaterThan(strength.value());
        }
    }

    @Test
    void saysNothingOfASignalBeforeTheFirstEvent() {
        Snapshot.Comparison c =
                comparison.at(new Snapshot.Counts(0, 0, Double.NaN, 0, 0, 0), List.of());
        assertThat(c.alpha()).isEqualTo(1);
        assertThat(c.strength().value()).isNaN();
        assertThat(c.pull()).isNaN();
        assertThat(c.liMaSigma()).isZero();
        assertThat(c.anytimeSigma()).isZero();
    }

    @Test
    void leavesEventsOutsideTheBinsOut() {
        comparison.on(new GoodEvent(true, 30, Double.NaN, 0.5, 1), 1);
        comparison.on(new GoodEvent(true, 10, Double.NaN, 0.5, 6), 1);
        comparison.on(new GoodEvent(false, Double.NaN, 10, Double.NaN, 1), 1);
        comparison.on(new GoodEvent(true, 29.9, Double.NaN, 0.5, 5.9), 1);
        Snapshot.Comparison c = at(POT);
        assertThat(c.coincidence()).isEqualTo(1);
        assertThat(c.anticoincidence()).isZero();
        assertThat(c.cells().coincidence()[143]).isEqualTo(1);
    }

    @Test
    void countsByCellsOfSizeAndTime() {
        comparison.on(event(false, 2, 5), 1);
        CountedCells cells = at(POT).cells();
        assertThat(cells.unit()).isEqualTo("pe");
        assertThat(cells.sizes()).hasSize(13).startsWith(6, 8).endsWith(30);
        assertThat(cells.times()).hasSize(13).startsWith(0, 0.5).endsWith(6);
        assertThat(IntStream.range(0, 144).filter(i -> cells.anticoincidence()[i] > 0).toArray())
                .containsExactly(2 * 12 + 5);
    }

    static Comparison withNeutrons(String more) {
        PredictionConfig config =
                PredictionConfig.ofRun(TestConfigs.csiWithNeutrons(more)).orElseThrow();
        return new Comparison(config, 1, 1);
    }

    /** statistics.md §1 and §2 with N = 142, B = 6 and 28 % and 25 %. */
    @Test
    void comparesWithSignalAndNeutrons() {
        Comparison csi = withNeutrons("");
        csi.mark(mark(POT), 1, Double.NaN, Double.NaN);
        feed(csi, 547, 405);
        Snapshot.Comparison c = csi.at(BEAM_ON, List.of());
        ExpectedExcess e = c.expected();
        assertThat(e.neutrons()).isCloseTo(6, within(1e-4));
        assertThat(e.neutronsError()).isCloseTo(1.5, within(1e-4));
        assertThat(e.excess()).isCloseTo(180.0, within(0.1));
        // sqrt((0.27839 * 174.0)^2 + 1.5^2)
        assertThat(e.error()).isCloseTo(Math.hypot(48.43, 1.5), within(0.05));
        assertThat(e.signal()).isCloseTo(136, within(1e-4));
        // sqrt(952 + 1.5^2)
        assertThat(e.signalError()).isCloseTo(30.89, within(0.005));
        assertThat(c.pull())
                .isCloseTo((142 - 180.0) / Math.sqrt(952 + 48.46 * 48.46), within(0.005));
        assertThat(c.expectedLiMaSigma()).isCloseTo(5.72, within(0.05));
        assertThat(c.components()).extracting("name").containsExactly("signal", "brn");
        BeamComponent brn = c.components().get(1);
        assertThat(Arrays.stream(brn.spectrum()).sum()).isCloseTo(6, within(1e-4));
        assertThat(brn.timeProfile()[1]).as("0.5 to 1 us").isGreaterThan(5);
        assertThat(c.model().lowestNeutrons()).isCloseTo(0.5, within(1e-9));
        assertThat(c.model().highestNeutrons()).isCloseTo(1.5, within(1e-9));
    }

    private static void feed(Comparison to, int on, int off) {
        int fed = 0;
        for (int i = 0; i < on + off; i++) {
            boolean inCoincidence = (i + 1) * (long) on / (on + off) > fed;
            fed += inCoincidence ? 1 : 0;
            to.on(event(inCoincidence, i % 12, i / 12 % 12), 1);
        }
    }

    /**
     * Counts as expected, in four times the exposure: the fit finds the signal, not the neutrons.
     */
    @Test
    void findsTheSignalBesideItsNeutrons() {
        PredictedCells predicted =
                PredictedCells.of(
                        new Predictor(
                                        PredictionConfig.ofRun(TestConfigs.csiWithNeutrons(""))
                                                .orElseThrow())
                                .predict());
        double[] signal = Arrays.stream(predicted.perProton()).map(c -> 40 * c * POT).toArray();
        double[] brn =
                Arrays.stream(predicted.backgrounds().get(0).perProton())
                        .map(c -> 40 * c * POT)
                        .toArray();
        for (double strength : new double[] {0, 1, 2}) {
            long[] on = new long[144];
            long[] off = new long[144];
            for (int i = 0; i < on.length; i++) {
                off[i] = 120;
                on[i] = 120 + Math.round(strength * signal[i] + brn[i]);
            }
            SignalFit.Result fit = new SignalFit(predicted).of(on, off, 1, signal, List.of(brn));
            double expected = Arrays.stream(signal).sum();
            assertThat(fit.events() / expected).isCloseTo(strength, within(0.005));
            assertThat(fit.neutrons().get("brn")).isCloseTo(240, within(5.0));
            if (strength == 1) {
                assertThat(fit.expectedSigma()).isCloseTo(fit.sigma(), within(0.05));
            }
        }
    }

    @Test
    void sumsSegmentsOfDifferentBeams() {
        Comparison same = withNeutrons("");
        same.mark(mark(POT), 1, Double.NaN, Double.NaN);
        Comparison parts = withNeutrons("");
        parts.mark(mark(POT / 4), 1, 0.9551, 0.691);
        parts.mark(mark(POT / 2), 1, 0.9549, 0.689);
        parts.mark(mark(POT / 4), 1, Double.NaN, Double.NaN);
        Snapshot.Comparison one = same.at(BEAM_ON, List.of());
        Snapshot.Comparison sum = parts.at(BEAM_ON, List.of());
        assertThat(sum.segments()).hasSize(1);
        assertThat(sum.predicted()).isCloseTo(one.predicted(), within(1e-6));
        assertThat(sum.spectrum()).containsExactly(one.spectrum(), within(1e-6));

        // another T0 moves the prompt ones into the next bin; another energy with the same yield
        // changes nothing
        Comparison moved = withNeutrons("");
        moved.mark(mark(POT / 2), 1, 0.955, 0.69);
        moved.mark(mark(POT / 2), 1, 1.0, 1.19);
        moved.mark(mark(0), 1, 0.955, 0.69);
        Snapshot.Comparison c = moved.at(BEAM_ON, List.of());
        assertThat(c.segments()).extracting("t0Us").containsExactly(0.69, 1.19);
        assertThat(c.segments().get(1).beamEnergyGev()).isCloseTo(1.0, within(1e-9));
        double[] before = one.timeProfile();
        assertThat(c.timeProfile()[2]).isCloseTo((before[2] + before[1]) / 2, within(1e-6));
        assertThat(c.predicted())
                .isCloseTo(c.segments().stream().mapToDouble(s -> s.signal()).sum(), within(1e-9));
    }

    @Test
    void followsTheYieldOfTheBeamEnergy() {
        Comparison fit = withNeutrons("detector.prediction.flux_fit = \"2021\"");
        fit.mark(mark(POT), 1, 0.955, 0.69);
        double low = fit.at(BEAM_ON, List.of()).predicted();
        fit.mark(mark(POT), 1, 1.05, 0.69);
        double both = fit.at(BEAM_ON, List.of()).predicted();
        double ratio =
                cevns.analysis.prediction.BeamExposure.yield2021(1.05)
                        / cevns.analysis.prediction.BeamExposure.yield2021(0.955);
        assertThat((both - low) / low).isCloseTo(ratio, within(1e-6));
        fit.mark(mark(POT), 1, 77, 20);
        assertThat(fit.at(BEAM_ON, List.of()).segments()).as("not believed").hasSize(2);
    }

    @Test
    void comparesWhereNothingOfTheSignalIsSeen() {
        Comparison blind =
                withNeutrons(
                        "detector.prediction.efficiency = null\n"
                                + "detector.prediction.efficiency { model = flat, value = 0 }");
        blind.mark(mark(POT), 1, Double.NaN, Double.NaN);
        feed(blind, 40, 30);
        Snapshot.Comparison c = blind.at(BEAM_ON, List.of());
        assertThat(c.predicted()).isZero();
        assertThat(c.expected().neutrons()).isZero();
        assertThat(c.strength().value()).isNaN();
        assertThat(c.model().sigma()).isZero();
    }
}
