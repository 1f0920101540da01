package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter that the shipped analysis of CsI 2017 names, and some that it does not. */
class ParameterModelsTest {

    private static AnalysisConfig config;
    private static SignalModel signal;

    @BeforeAll
    static void read() {
        config = PublicReleases.config("csi-2017");
        signal =
                new PredictedSignal(
                        ((PredictedShape) config.signal()).configs(),
                        List.of(),
                        config.cells(),
                        Optional.empty());
    }

    static List<String> names() {
        return List.copyOf(PublicReleases.config("csi-2017").parameters().named().keySet());
    }

    /** The polynomial through a few predictions is the prediction everywhere. */
    @ParameterizedTest
    @MethodSource("names")
    void givesThePredictionBetweenTheNodes(String name) {
        follows(config.parameters().named().get(name), 1e-8);
    }

    private static void follows(ModelParameter parameter, double relative) {
        SignalCurve curve =
                new SignalCurve(parameter.model(), signal, parameter.low(), parameter.high());
        for (double part : new double[] {0.17, 0.43, 0.91}) {
            double value = parameter.low() + part * (parameter.high() - parameter.low());
            SignalModel.Expected direct = signal.at(parameter.model().at(value, signal.config()));
            double largest = direct.events();
            assertThat(curve.events(value)).isCloseTo(largest, within(relative * largest));
            assertThat(curve.shapes(value)[0])
                    .containsExactly(direct.shapes()[0], within(relative * largest));
        }
    }

    private static ModelParameter parameter(String text) {
        return ModelParameter.read(Configs.parse(text, "parameter.conf"));
    }

    private static double events(ModelParameter parameter, double value) {
        return signal.at(parameter.model().at(value, signal.config())).events();
    }

    private static double standard() {
        return signal.at(Hypothesis.standard(signal.config())).events();
    }

    /** Where the parameter is 0, or what the Standard Model has, so are the counts. */
    @Test
    void isTheStandardModelAtItsValue() {
        for (Map.Entry<String, ModelParameter> each : config.parameters().named().entrySet()) {
            double value =
                    switch (each.getKey()) {
                        case "sin2-theta-w" -> 0.23857;
                        default -> 0;
                    };
            if (!each.getKey().startsWith("neutron-radius")) {
                assertThat(events(each.getValue(), value))
                        .as(each.getKey())
                        .isCloseTo(standard(), within(1e-5 * standard()));
            }
        }
    }

    /**
     * Helm of R_p = 4.80 and R_n = 4.90 fm differs from Lewin and Smith's by some 4 % of the rate.
     */
    @Test
    void losesCoherenceAsTheNeutronRadiusGrows() {
        ModelParameter radius = config.parameters().named().get("neutron-radius-fm");
        assertThat(events(radius, 4.9)).isCloseTo(standard(), within(0.05 * standard()));
        assertThat(events(radius, 6)).isLessThan(0.9 * events(radius, 5));
    }

    @Test
    void doublesTheRadiusInTheOtherConvention() {
        ModelParameter usual = config.parameters().named().get("charge-radius-mu-cm2");
        ModelParameter other = config.parameters().named().get("charge-radius-mu-papoulias-cm2");
        assertThat(events(other, 1e-31)).isCloseTo(events(usual, 2e-31), within(1e-9));
    }

    @Test
    void turnsTheSignOfTheLoop() {
        String text = "model = lepton_difference, mass_mev = 10, range = [0, 1e-2]";
        ModelParameter destructive = parameter(text);
        ModelParameter constructive = parameter(text + ", opposite_sign = true");
        assertThat(events(destructive, 5e-4)).isLessThan(standard());
        assertThat(events(constructive, 5e-4)).isGreaterThan(standard());
    }

    /** With |U_e4|² = |U_μ4|² = 0.1 the survival counts 0.36 as lost, the active share 0.32. */
    @Test
    void losesMoreNeutrinosByTheDefinitionOfTheSeed() {
        ModelParameter active = config.parameters().named().get("sterile-both");
        ModelParameter survival = config.parameters().named().get("sterile-both-survival");
        double lost = standard() - events(active, 0.1);
        assertThat((standard() - events(survival, 0.1)) / lost)
                .isCloseTo(0.36 / 0.32, within(1e-9));
    }

    /** Without mass mixing it is a dark photon, which neutrinos do not feel. */
    @Test
    void doesNotSeeADarkPhoton() {
        ModelParameter photon =
                parameter("model = dark_z, mass_mev = 50, delta = 0, range = [-1, 1]");
        assertThat(events(photon, 0.7)).isCloseTo(standard(), within(1e-9 * standard()));
    }

    @Test
    void followsTheMassMixingOfADarkZ() {
        follows(parameter("model = dark_z, mass_mev = 50, epsilon = 1e-3, range = [-1, 1]"), 1e-8);
    }

    @Test
    void addsTransitionsToTheStandardModel() {
        for (String model :
                List.of("charge_radius, range = [0, 1e-30]", "millicharge, range = [0, 1e-6]")) {
            ModelParameter transition =
                    parameter("flavour = e, transition = true, model = " + model);
            assertThat(events(transition, 0)).isCloseTo(standard(), within(1e-9 * standard()));
            assertThat(events(transition, transition.high())).isGreaterThan(2 * standard());
        }
    }
}
