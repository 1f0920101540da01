package cevns.analysis.event;

/**
 * Charge, protons and energy of beam pulses (sns-beam-timing.md §2 and §5). The constants are those
 * of the accelerator's own software, so that our energy is the one it publishes.
 */
public final class BeamEnergy {

    /** Circumference of the ring [m]. */
    static final double RING_M = 248.0;

    /** Speed of light [m/s]. */
    static final double LIGHT_M_PER_S = 299_792_458.0;

    /** Rest energy of the proton as the accelerator's software has it [eV]. */
    static final double PROTON_EV = 938.257e6;

    /** Elementary charge [C]. */
    static final double ELEMENTARY_C = 1.602176634e-19;

    /** One count of proton charge [C]. */
    public static final double COUNT_C = 10e-12;

    private BeamEnergy() {}

    /**
     * Kinetic energy of a proton that needs so long for one turn of the ring: {@code E0 / sqrt(1 −
     * β²) − E0} with {@code β = 248 m / T / c}.
     *
     * @param ringPeriodPs one turn [ps]
     * @return energy [eV]; 0 where the period is not known (≤ 0) or would need β ≥ 1
     */
    public static double kineticEv(int ringPeriodPs) {
        if (ringPeriodPs <= 0) {
            return 0;
        }
        double beta = RING_M / (ringPeriodPs * 1e-12) / LIGHT_M_PER_S;
        return beta >= 1 ? 0 : PROTON_EV / Math.sqrt(1 - beta * beta) - PROTON_EV;
    }

    /** Protons in so many counts of charge. */
    public static double protons(long chargeCounts) {
        return chargeCounts * COUNT_C / ELEMENTARY_C;
    }

    /** Energy on target [J] of so many counts of charge at so much energy per proton [eV]. */
    public static double joules(long chargeCounts, double kineticEv) {
        return chargeCounts * COUNT_C * kineticEv;
    }
}
