package cevns.drivers.emulation;

/** The accumulator ring of the SNS (sns-beam-timing.md §2), with the constants of its software. */
public final class SnsRing {

    /** Circumference [m]. */
    private static final double CIRCUMFERENCE_M = 248;

    private static final double LIGHT_M_PER_S = 299_792_458;

    /** Rest energy of the proton as that software has it [GeV]. */
    private static final double REST_GEV = 0.938257;

    private SnsRing() {}

    /**
     * Time of one turn [ps], rounded: the inverse of E = E0 / √(1 − β²) − E0 with β = 248 m / (T
     * c).
     *
     * @param energyGev kinetic energy of the protons [GeV], above 0
     */
    public static int periodPs(double energyGev) {
        double gamma = 1 + energyGev / REST_GEV;
        double beta = StrictMath.sqrt(1 - 1 / (gamma * gamma));
        return (int) StrictMath.round(CIRCUMFERENCE_M / (beta * LIGHT_M_PER_S) * 1e12);
    }

    /**
     * Charge of one pulse at 60 Hz: P [MW] = 0.06 Q [µC] E [GeV].
     *
     * @return charge [10 pC]
     */
    public static double chargeCounts(double powerMw, double energyGev) {
        return powerMw / (0.06 * energyGev) * 1e5;
    }
}
