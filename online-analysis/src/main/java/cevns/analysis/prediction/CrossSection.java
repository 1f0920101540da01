package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;
import static cevns.analysis.prediction.PhysicsConstants.HBARC2_MEV2_CM2;

/**
 * Coherent elastic scattering of a neutrino off a nucleus: dσ/dT = (G_F² M/π) 𝒬² [kinematic
 * factor] plus what the model adds (Freedman, PRD 9 (1974) 1389; in this form Barranco et al., JHEP
 * 12 (2005) 021). The weak charge is in it with its square, the form factor within the charge.
 *
 * @param interaction the model
 * @param formFactor how coherence is lost
 * @param kinematics form of the kinematic factor
 */
public record CrossSection(Interaction interaction, FormFactor formFactor, Kinematics kinematics) {

    /** G_F² M/π [cm²/MeV]. */
    static double scale(Isotope isotope) {
        return FERMI_PER_MEV2 * FERMI_PER_MEV2 * isotope.massMev() / Math.PI * HBARC2_MEV2_CM2;
    }

    /**
     * dσ/dT at a recoil energy for all neutrino energies that can give it.
     *
     * @param recoilMev recoil energy [MeV], above 0
     */
    public InverseEnergy terms(Isotope isotope, Species species, double recoilMev) {
        Recoil recoil = Recoil.of(isotope, formFactor, recoilMev);
        double charge2 = interaction.chargeSquared(recoil, species.flavour());
        return kinematics
                .factor(isotope.massMev(), recoilMev)
                .times(scale(isotope) * charge2)
                .plus(interaction.extra(recoil, species));
    }

    /**
     * dσ/dT [cm²/MeV]; 0 above the largest recoil of that neutrino energy.
     *
     * @param neutrinoMev neutrino energy [MeV]
     * @param recoilMev recoil energy [MeV], above 0
     */
    public double at(Isotope isotope, Species species, double neutrinoMev, double recoilMev) {
        if (recoilMev > isotope.largestRecoilMev(neutrinoMev)) {
            return 0;
        }
        return terms(isotope, species, recoilMev).at(neutrinoMev);
    }

    /** dσ/dT integrated over all recoils [cm²]. */
    public double total(Isotope isotope, Species species, double neutrinoMev) {
        RecoilGrid grid = RecoilGrid.upTo(isotope.largestRecoilMev(neutrinoMev));
        double sum = 0;
        for (int i = 0; i < grid.size(); i++) {
            sum += grid.weight(i) * terms(isotope, species, grid.energyMev(i)).at(neutrinoMev);
        }
        return sum;
    }
}
