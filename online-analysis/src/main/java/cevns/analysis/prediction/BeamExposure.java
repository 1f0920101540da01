package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.ELEMENTARY_CHARGE_C;

/** Protons, beam energy and neutrino fluence at a spallation source (prediction.md §5). */
public final class BeamExposure {

    private static final double JOULES_A_GWH = 3.6e12;

    private BeamExposure() {}

    /**
     * Protons on target in an amount of beam energy.
     *
     * @param gwh beam energy [GWh]
     * @param protonGev kinetic energy of a proton [GeV], above 0
     */
    public static double protons(double gwh, double protonGev) {
        return gwh * JOULES_A_GWH / (protonGev * 1e9 * ELEMENTARY_CHARGE_C);
    }

    /** Beam energy of a number of protons [GWh]. */
    public static double gwh(double protons, double protonGev) {
        return protons * protonGev * 1e9 * ELEMENTARY_CHARGE_C / JOULES_A_GWH;
    }

    /**
     * Neutrinos through a surface, of each flavour.
     *
     * @param protons protons on target
     * @param perProton neutrinos of a flavour for each proton
     * @param distanceM distance from the target [m], above 0
     * @return fluence [1/cm²]
     */
    public static double fluence(double protons, double perProton, double distanceM) {
        double cm = distanceM * 100;
        return perProton * protons / (4 * Math.PI * cm * cm);
    }

    /**
     * Neutrinos of a flavour for each proton by the fit of the flux simulation, arXiv:2109.11049,
     * with the rounded coefficients of its abstract [lit]: a third of 0.28E³ − 1.12E² + 1.79E −
     * 0.68.
     *
     * @param protonGev kinetic energy of a proton [GeV], 0.8 to 1.4
     */
    public static double yield2021(double protonGev) {
        double e = protonGev;
        return (((0.28 * e - 1.12) * e + 1.79) * e - 0.68) / 3;
    }
}
