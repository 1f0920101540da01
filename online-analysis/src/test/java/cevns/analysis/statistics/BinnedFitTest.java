package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinnedFitTest {

    private static final double[] FLAT = {1, 1, 1, 1};
    private static final double[] PEAK = {0, 1, 0, 0};

    @Test
    void findsTheCountsThatExplainThePeak() {
        // Maximum: flat 4 * 10 from the three other cells, peak 25 - 10.
        BinnedFit fit = fit(new double[] {8, 25, 11, 11}, free("flat"), free("peak"));
        FitResult best = fit.best();
        assertThat(best.value("flat")).isCloseTo(40, within(1e-5));
        assertThat(best.value("peak")).isCloseTo(15, within(1e-5));
    }

    @Test
    void holdsACountAtZeroWhereItWouldTurnNegative() {
        BinnedFit fit = fit(new double[] {12, 4, 12, 12}, free("flat"), free("peak"));
        FitResult best = fit.best();
        assertThat(best.value("peak")).isZero();
        assertThat(best.value("flat")).isCloseTo(40, within(1e-5));
    }

    @Test
    void balancesAPullAgainstTheCounts() {
        // Flat known to 40 ± 2: minimise (mu - 52 ln mu) with the pull, d/dθ: 1 - 52/θ + (θ-40)/4 =
        // 0.
        BinnedFit fit =
                new BinnedFit(
                        new TemplateSum(List.of(Template.of("flat", FLAT))),
                        List.of(Parameter.pulled("flat", 40, 2)),
                        new double[] {13, 13, 13, 13});
        double b = 36;
        double root = (b + StrictMath.sqrt(b * b + 4 * 4 * 52)) / 2;
        assertThat(fit.best().value("flat")).isCloseTo(root, within(1e-6));
    }

    @Test
    void copesWithEmptyCellsOnly() {
        FitResult best = fit(new double[4], free("flat"), free("peak")).best();
        assertThat(best.value("flat")).isCloseTo(0, within(1e-6));
        assertThat(best.chi2()).isCloseTo(0, within(1e-5));
    }

    @Test
    void fitsExpectedDataExactly() {
        FitResult best = fit(new double[] {2.5, 7.5, 2.5, 2.5}, free("flat"), free("peak")).best();
        assertThat(best.chi2()).isCloseTo(0, within(1e-9));
        assertThat(best.value("peak")).isCloseTo(5, within(1e-4));
    }

    @Test
    void movesAShapeWithItsNuisance() {
        double[] left = {3, 1, 0, 0};
        double[] right = {0, 0, 1, 3};
        Template bent =
                new Template("bent", FLAT, List.of(new Template.Variation("tilt", right, left)));
        List<Parameter> parameters = List.of(free("bent"), Parameter.nuisance("tilt"));
        double[] tilted = {0, 0, 250, 750};
        FitResult best = new BinnedFit(new TemplateSum(List.of(bent)), parameters, tilted).best();
        assertThat(best.value("tilt")).isCloseTo(1, within(0.05));
        assertThat(best.value("bent")).isCloseTo(1000, within(5.0));
    }

    @Test
    void mirrorsAnEffectOfWhichOneSideIsKnown() {
        Template.Variation effect =
                Template.oneSided("tilt", FLAT, new double[] {0.3, 0.3, 0.2, 0.2});
        assertThat(effect.down()).containsExactly(new double[] {0.2, 0.2, 0.3, 0.3}, within(1e-12));
    }

    @Test
    void holdsOneParameterForAProfile() {
        BinnedFit fit = fit(new double[] {8, 25, 11, 11}, free("flat"), free("peak"));
        double[] start = fit.best().values();
        FitResult without = fit.bestWith(fit.index("peak"), 0, start);
        assertThat(without.value("peak")).isZero();
        assertThat(without.value("flat")).isCloseTo(55, within(1e-5));
        assertThat(without.chi2()).isGreaterThan(fit.best().chi2() + 9);
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> fit(new double[3], free("flat"), free("peak")))
                .hasMessageContaining("3 and 2");
        assertThatThrownBy(() -> fit(new double[] {1, 2, -1, 0}, free("flat"), free("peak")))
                .hasMessageContaining("-1.0 counts");
        assertThatThrownBy(() -> Template.of("none", new double[4])).hasMessageContaining("none");
    }

    private static Parameter free(String name) {
        return Parameter.free(name, 20);
    }

    private static BinnedFit fit(double[] counts, Parameter... parameters) {
        TemplateSum model =
                new TemplateSum(List.of(Template.of("flat", FLAT), Template.of("peak", PEAK)));
        return new BinnedFit(model, List.of(parameters), counts);
    }
}
