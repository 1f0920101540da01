package cevns.analysis.prediction.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.FormFactors;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Isotopes;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.PhysicsConstants;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.Species;
import cevns.analysis.prediction.StandardModel;
import cevns.analysis.prediction.beyond.ChargeRadius.Convention;
import org.junit.jupiter.api.Test;

class ModelsTest {

    private static final Couplings COUPLINGS = Couplings.named("erler-su");
    private static final StandardModel SM = new StandardModel(COUPLINGS);
    private static final Recoil RECOIL =
            Recoil.of(Isotopes.named("Cs133"), FormFactors.named("helm-ls"), 0.010);

    /** beyond-sm.md §2: ε′ = −2Q_SM/n_q − ε gives the same rate as ε. */
    @Test
    void hasASecondSolutionForEveryFlavourPreservingNsi() {
        double n = 2 * RECOIL.zFp() + RECOIL.nFn();
        double second = -2 * SM.charge(RECOIL, Flavour.E) / n - 0.05;
        assertThat(nsi(second)).isCloseTo(nsi(0.05), within(1e-9 * nsi(0.05)));
        assertThat(nsi(0)).isCloseTo(standard(Flavour.E), within(1e-12 * standard(Flavour.E)));
    }

    @Test
    void addsFlavourChangeInQuadratureForBothFlavours() {
        VectorNsi model = new VectorNsi(COUPLINGS).with(Flavour.E, Flavour.MU, -0.1, 0);
        double off = -0.1 * (2 * RECOIL.zFp() + RECOIL.nFn());
        assertThat(model.chargeSquared(RECOIL, Flavour.E) - standard(Flavour.E))
                .isCloseTo(off * off, within(1e-9 * off * off));
        assertThat(model.chargeSquared(RECOIL, Flavour.MU) - standard(Flavour.MU))
                .isCloseTo(off * off, within(1e-9 * off * off));
        assertThat(model.chargeSquared(RECOIL, Flavour.TAU)).isEqualTo(standard(Flavour.TAU));
    }

    /** beyond-sm.md §3: at g² = 2√2 G_F |Q_SM| (q² + M²)/(3 A F) the universal model cancels. */
    @Test
    void looksLikeTheStandardModelOnTheCancellationLine() {
        double mass = 100;
        double charge = SM.charge(RECOIL, Flavour.MU);
        double g2 =
                2
                        * Math.sqrt(2)
                        * PhysicsConstants.FERMI_PER_MEV2
                        * -charge
                        * (RECOIL.q2Mev2() + mass * mass)
                        / (3 * (RECOIL.zFp() + RECOIL.nFn()));
        Interaction model =
                new LightVector(COUPLINGS, LightVector.charges("universal"), Math.sqrt(g2), mass);
        assertThat(model.chargeSquared(RECOIL, Flavour.MU))
                .isCloseTo(charge * charge, within(1e-9 * charge * charge));
    }

    @Test
    void alwaysEnhancesForBMinusLAndOnlyTouchesItsFlavourForB3L() {
        Interaction minus = new LightVector(COUPLINGS, LightVector.charges("B-L"), 1e-4, 10);
        Interaction muon = new LightVector(COUPLINGS, LightVector.charges("B-3Lmu"), 1e-4, 10);
        assertThat(minus.chargeSquared(RECOIL, Flavour.E)).isGreaterThan(standard(Flavour.E));
        assertThat(muon.chargeSquared(RECOIL, Flavour.E)).isEqualTo(standard(Flavour.E));
        assertThat(muon.chargeSquared(RECOIL, Flavour.MU)).isGreaterThan(standard(Flavour.MU));
        assertThatThrownBy(() -> LightVector.charges("B+L")).hasMessageContaining("'B+L'");
    }

    @Test
    void turnsTheSignOfTheLoopForTheOtherFlavourAndTheOtherConvention() {
        LeptonDifference ours = LeptonDifference.muTau(COUPLINGS, 1e-4, 10);
        LeptonDifference other =
                new LeptonDifference(COUPLINGS, Flavour.MU, Flavour.TAU, 1e-4, 10, -1);
        assertThat(ours.chargeSquared(RECOIL, Flavour.MU)).isLessThan(standard(Flavour.MU));
        assertThat(ours.chargeSquared(RECOIL, Flavour.TAU)).isGreaterThan(standard(Flavour.TAU));
        assertThat(ours.chargeSquared(RECOIL, Flavour.E)).isEqualTo(standard(Flavour.E));
        assertThat(other.chargeSquared(RECOIL, Flavour.MU)).isGreaterThan(standard(Flavour.MU));
    }

    /** beyond-sm.md §5: −0.83·10⁻³² cm² is the radius that the Standard Model gives ν_e. */
    @Test
    void findsTheStandardModelAtItsOwnChargeRadius() {
        Interaction model = radius(Convention.CADEDDU, -0.83e-32);
        assertThat(model.chargeSquared(RECOIL, Flavour.E))
                .isCloseTo(standard(Flavour.E), within(2e-4 * standard(Flavour.E)));
        assertThat(radius(Convention.PAPOULIAS_KOSMAS, -0.4e-32).chargeSquared(RECOIL, Flavour.E))
                .isCloseTo(
                        radius(Convention.CADEDDU, -0.8e-32).chargeSquared(RECOIL, Flavour.E),
                        within(1e-9));
        assertThat(model.chargeSquared(RECOIL, Flavour.MU)).isEqualTo(standard(Flavour.MU));
    }

    @Test
    void leavesADarkPhotonInvisibleAndMovesTheMixingAngleByADarkZ() {
        DarkZ photon = new DarkZ("erler-su", 1e-3, 0, 50);
        assertThat(photon.chargeSquared(RECOIL, Flavour.E)).isEqualTo(standard(Flavour.E));
        // A heavy dark Z: rho = 1 + delta^2, kappa = 1.
        DarkZ heavy = new DarkZ("erler-su", 0, 0.1, 1e9);
        assertThat(heavy.chargeSquared(RECOIL, Flavour.E))
                .isCloseTo(1.01 * 1.01 * standard(Flavour.E), within(1e-9 * standard(Flavour.E)));
    }

    @Test
    void counteractsNothingWithoutCharge() {
        assertThat(new Millicharge(COUPLINGS, Flavour.E, 0, 0).chargeSquared(RECOIL, Flavour.E))
                .isEqualTo(standard(Flavour.E));
        Interaction tensor = new TensorNsi(SM, 0, 0);
        assertThat(tensor.extra(RECOIL, Species.NU_E).at(30)).isZero();
    }

    @Test
    void dimsTheLineByItsSurvivalAndKeepsAllWithoutMixing() {
        double distance = 20;
        NeutrinoSource seen =
                new SterileNeutrino(1, 0.2, 0.3).at(NeutrinoSource.stoppedPions(), distance);
        double[] moments = new double[3];
        seen.emissions().get(0).spectrum().momentsAbove(0, moments);
        double line = NeutrinoSource.stoppedPions().emissions().get(0).spectrum().maxMev();
        assertThat(moments[0])
                .isCloseTo(SterileNeutrino.survival(0.3, 1, distance, line), within(1e-12));
        for (NeutrinoSource.Emission emission :
                new SterileNeutrino(1, 0, 0).at(NeutrinoSource.stoppedPions(), 20).emissions()) {
            emission.spectrum().momentsAbove(0, moments);
            assertThat(moments[0]).isCloseTo(1, within(1e-9));
        }
    }

    /** 4·0.1·0.9 by survival; 4·0.1·0.8 of it becomes sterile when |U_μ4|² is 0.1 too. */
    @Test
    void losesLessWhenOnlySterileNeutrinosAreLost() {
        assertThat(SterileNeutrino.bySurvival(1, 0.1, 0.1).amplitudeE())
                .isCloseTo(0.36, within(1e-12));
        assertThat(SterileNeutrino.byActiveShare(1, 0.1, 0.1, 0).amplitudeE())
                .isCloseTo(0.32, within(1e-12));
    }

    private static double standard(Flavour flavour) {
        return SM.chargeSquared(RECOIL, flavour);
    }

    private static double nsi(double epsilon) {
        return new VectorNsi(COUPLINGS)
                .with(Flavour.E, Flavour.E, epsilon, 0)
                .chargeSquared(RECOIL, Flavour.E);
    }

    private static Interaction radius(Convention convention, double cm2) {
        return new ChargeRadius(COUPLINGS, convention, Flavour.E, cm2, 0);
    }
}
