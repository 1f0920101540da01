package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.HBARC_MEV_FM;

/**
 * A nucleus that recoils, with what an interaction needs to know of it.
 *
 * @param isotope which nucleus
 * @param energyMev recoil energy T [MeV], above 0
 * @param zFp protons times their form factor at this momentum transfer
 * @param nFn neutrons times theirs
 */
public record Recoil(Isotope isotope, double energyMev, double zFp, double nFn) {

    /** The recoil of a nucleus whose form factor is known. */
    public static Recoil of(Isotope isotope, FormFactor formFactor, double energyMev) {
        double q = Math.sqrt(2 * isotope.massMev() * energyMev) / HBARC_MEV_FM;
        return new Recoil(
                isotope,
                energyMev,
                isotope.z() * formFactor.proton(isotope, q),
                isotope.n() * formFactor.neutron(isotope, q));
    }

    /** Four-momentum transfer squared, Q² = 2MT [MeV²]. */
    public double q2Mev2() {
        return 2 * isotope.massMev() * energyMev;
    }
}
