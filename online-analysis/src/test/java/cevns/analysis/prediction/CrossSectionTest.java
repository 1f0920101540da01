package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossSectionTest {

    private static final NeutrinoSource PIONS = NeutrinoSource.stoppedPions();

    /** prediction.md §1: what the axial current adds to the flux average, with F = 1. */
    @Test
    void addsTwoPerCentToSodiumByTheAxialCurrentAndLittleToHeavyNuclei() {
        assertThat(axialShare("Na")).isCloseTo(0.022, within(0.0005));
        assertThat(axialShare("Cs")).isCloseTo(0.0005, within(0.0001));
        assertThat(axialShare("I")).isCloseTo(0.0006, within(0.0001));
        assertThat(axialShare("Ge")).isCloseTo(0.00015, within(0.00005));
        assertThat(axialShare("Ar")).isEqualTo(0);
    }

    /** prediction.md §1: the approximate forms against the exact one, with F = 1. */
    @Test
    void differsByTheKnownAmountsBetweenKinematicForms() {
        assertThat(formShare("Cs", Kinematics.LOW)).isCloseTo(0.0006, within(0.00006));
        assertThat(formShare("Ar", Kinematics.LOW)).isCloseTo(0.0020, within(0.0001));
        assertThat(formShare("Na", Kinematics.LOW)).isCloseTo(0.0035, within(0.0001));
        assertThat(formShare("Na", Kinematics.MID)).isCloseTo(0, within(5e-6));
    }

    @Test
    void vanishesAboveTheLargestRecoil() {
        Isotope argon = Isotopes.named("Ar40");
        CrossSection crossSection = standard("kn", Kinematics.LOW);
        double end = argon.largestRecoilMev(30);
        assertThat(crossSection.at(argon, Species.NU_E, 30, end * 1.0001)).isZero();
        assertThat(crossSection.at(argon, Species.NU_E, 30, end * 0.9)).isPositive();
    }

    /** The mean of T over a flat form factor: T̄ = 2E²/3M, so that tungsten at 4 MeV has 62 eV. */
    @Test
    void givesTheTypicalRecoilOfTungstenAndAluminium() {
        assertThat(meanRecoilEv("W184")).isCloseTo(62, within(1.0));
        assertThat(meanRecoilEv("Al27")).isCloseTo(424, within(2.0));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Isotopes.named("Cs134")).hasMessageContaining("Cs134");
        assertThatThrownBy(() -> Material.named("AuF2")).hasMessageContaining("Au");
        assertThatThrownBy(() -> Material.named("csi")).hasMessageContaining("csi");
        assertThatThrownBy(() -> FormFactors.named("helm")).hasMessageContaining("helm-ls");
        assertThatThrownBy(() -> Couplings.named("loop")).hasMessageContaining("loop");
        assertThatThrownBy(() -> FormFactors.named("helm-rms").proton(Isotopes.named("W184"), 0.1))
                .hasMessageContaining("W184");
    }

    @Test
    void startsEveryFormFactorAtOneWithTheSlopeOfItsRadius() {
        Isotope cesium = Isotopes.named("Cs133");
        for (String name : new String[] {"helm-ls", "helm-0.5", "kn", "sf", "helm-rms"}) {
            FormFactor formFactor = FormFactors.named(name);
            assertThat(formFactor.proton(cesium, 0)).isCloseTo(1, within(1e-12));
            double q = 0.01;
            double rms = Math.sqrt(6 * (1 - formFactor.proton(cesium, q))) / q;
            assertThat(rms).as(name).isBetween(4.7, 5.05);
        }
        // charge radius of Angeli and Marinova
        double q = 0.01;
        double rms = Math.sqrt(6 * (1 - FormFactors.named("helm-rms").proton(cesium, q))) / q;
        assertThat(rms).isCloseTo(4.8041, within(0.001));
    }

    /** prediction.md §5: 1.60 of the 7.2 neutrinos of a fission lie above 2 MeV. */
    @Test
    void hasTheKnownShareOfReactorNeutrinosAboveTwoMev() {
        double[] moments = new double[3];
        ReactorSpectrum.mueller2011().momentsAbove(0, moments);
        assertThat(moments[0] * 7.2).isCloseTo(1.60, within(0.01));
    }

    /** arXiv:2109.11049: 0.090 of each flavour at 1 GeV, 0.096 at 1.05 GeV. */
    @Test
    void yieldsAsManyNeutrinosAsTheFitOf2021() {
        assertThat(BeamExposure.yield2021(1.0)).isCloseTo(0.090, within(0.0005));
        assertThat(BeamExposure.yield2021(1.05)).isCloseTo(0.096, within(0.001));
        assertThat(BeamExposure.gwh(BeamExposure.protons(7.48, 0.955), 0.955))
                .isCloseTo(7.48, within(1e-12));
    }

    private static CrossSection standard(String formFactor, Kinematics form) {
        StandardModel model = new StandardModel(Couplings.named("erler-su"));
        return new CrossSection(model, FormFactors.named(formFactor), form);
    }

    private static double average(String element, CrossSection crossSection) {
        RecoilRate rate = new RecoilRate(Material.named(element), PIONS, crossSection);
        return PIONS.emissions().stream().mapToDouble(e -> rate.between(e, 0, 1)).sum();
    }

    private static double axialShare(String element) {
        CrossSection vector = standard("unity", Kinematics.FULL);
        StandardModel model = (StandardModel) vector.interaction();
        CrossSection both =
                new CrossSection(new AxialCurrent(model), vector.formFactor(), Kinematics.FULL);
        return average(element, both) / average(element, vector) - 1;
    }

    private static double formShare(String element, Kinematics form) {
        return average(element, standard("unity", form))
                        / average(element, standard("unity", Kinematics.FULL))
                - 1;
    }

    private static double meanRecoilEv(String name) {
        Isotope isotope = Isotopes.named(name);
        CrossSection crossSection = standard("unity", Kinematics.LOW);
        RecoilGrid grid = RecoilGrid.upTo(isotope.largestRecoilMev(4));
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < grid.size(); i++) {
            double t = grid.energyMev(i);
            double part = grid.weight(i) * crossSection.at(isotope, Species.NU_E, 4, t);
            sum += part;
            weighted += part * t;
        }
        return weighted / sum * 1e6;
    }
}
