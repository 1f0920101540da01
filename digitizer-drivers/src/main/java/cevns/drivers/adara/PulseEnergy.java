package cevns.drivers.adara;

/** Kinetic energy of the protons, as the SNS stream service computes it (sns-beam-timing.md §2). */
final class PulseEnergy {

    /** Circumference of the ring [m]. */
    private static final double RING_M = 248;

    private static final double LIGHT_M_PER_S = 299_792_458;

    /** Rest energy of the proton in that software [eV]. */
    private static final double REST_EV = 938.257e6;

    private PulseEnergy() {}

    /** True when a proton slower than light can go round in this time. */
    static boolean isPossible(int ringPeriodPs) {
        return ringPeriodPs > 0 && beta(ringPeriodPs) < 1;
    }

    /**
     * E0 / √(1 − β²) − E0 [eV, rounded down] with β = 248 m / (T c); 0 where no such proton exists.
     */
    static long eV(int ringPeriodPs) {
        if (!isPossible(ringPeriodPs)) {
            return 0;
        }
        double beta = beta(ringPeriodPs);
        return (long) (REST_EV / StrictMath.sqrt(1 - beta * beta) - REST_EV);
    }

    private static double beta(int ringPeriodPs) {
        return RING_M / (ringPeriodPs * 1e-12) / LIGHT_M_PER_S;
    }
}
