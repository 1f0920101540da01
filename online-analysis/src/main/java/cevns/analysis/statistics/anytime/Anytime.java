package cevns.analysis.statistics.anytime;

import cevns.analysis.statistics.Normal;

/** What a running maximum of an e-process is worth. */
public final class Anytime {

    private Anytime() {}

    /** Natural logarithm of the p-value, min(1, 1/max E), valid at any time. */
    public static double logP(double maxLogE) {
        return StrictMath.min(0, -maxLogE);
    }

    /**
     * The p-value as one-sided standard deviations.
     *
     * @param maxLogE largest logarithm of the e-process so far
     * @return 0 for a p-value of one half or more
     */
    public static double sigma(double maxLogE) {
        return StrictMath.max(0, Normal.sigmas(logP(maxLogE)));
    }
}
