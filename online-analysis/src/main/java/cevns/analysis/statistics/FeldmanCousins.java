package cevns.analysis.statistics;

import org.hipparchus.special.Gamma;

/**
 * Unified confidence interval of a Poisson signal over a known background, G. J. Feldman and R. D.
 * Cousins, Phys. Rev. D 57 (1998) 3873, section IV A: the counts of each signal are accepted in the
 * order of {@code R = P(n | s + b) / P(n | ŝ + b)}, {@code ŝ = max(0, n − b)}.
 *
 * <p>The construction is the raw one. The paper's tables lengthen some intervals afterwards so that
 * the upper end never grows with the background: (0, 3) gives 0.95 here and 1.08 there.
 */
public final class FeldmanCousins {

    private static final double STEP = 0.005;

    /** Far above, the normal distribution says the same. */
    private static final int MOST = 100_000;

    private FeldmanCousins() {}

    /**
     * The signals for which {@code n} is accepted, on a grid of 0.005.
     *
     * @param n observed counts, 0 to 100,000
     * @param background expected background counts, 0 to 100,000
     * @param level confidence level in (0, 0.999999]
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static Interval interval(int n, double background, double level) {
        if (n < 0
                || n > MOST
                || !(background >= 0 && background <= MOST)
                || !(level > 0 && level <= 0.999999)) {
            throw new IllegalArgumentException(
                    "n " + n + ", background " + background + ", level " + level);
        }
        double reach = StrictMath.sqrt(n + background + 1);
        double ceiling = StrictMath.max(0, n - background) + 10 * reach + 10;
        double low = Double.NaN;
        double high = Double.NaN;
        for (int i = 0; i * STEP <= ceiling; i++) {
            if (accepts(n, i * STEP, background, level)) {
                low = Double.isNaN(low) ? i * STEP : low;
                high = i * STEP;
            }
        }
        return new Interval(low, high);
    }

    /**
     * True when {@code n} is among the counts accepted for a signal. Walking out from the best
     * count, the neighbour with the larger ratio is taken until the level is reached.
     */
    private static boolean accepts(int n, double signal, double background, double level) {
        int best = best(signal, background);
        int low = best;
        int high = best;
        double sum = probability(best, signal + background);
        while (sum < level) {
            boolean down =
                    low > 0
                            && ratio(low - 1, signal, background)
                                    >= ratio(high + 1, signal, background);
            int next = down ? --low : ++high;
            sum += probability(next, signal + background);
        }
        return n >= low && n <= high;
    }

    private static int best(double signal, double background) {
        int start = (int) StrictMath.floor(signal + background);
        double here = ratio(start, signal, background);
        double above = ratio(start + 1, signal, background);
        return above > here ? start + 1 : start;
    }

    private static double ratio(int n, double signal, double background) {
        double estimate = StrictMath.max(0, n - background) + background;
        return StrictMath.exp(logRatio(n, signal + background, estimate));
    }

    private static double logRatio(int n, double mean, double estimate) {
        return (n == 0 ? 0 : n * StrictMath.log(mean / estimate)) + estimate - mean;
    }

    private static double probability(int n, double mean) {
        if (mean == 0) {
            return n == 0 ? 1 : 0;
        }
        return StrictMath.exp(n * StrictMath.log(mean) - mean - Gamma.logGamma(n + 1.0));
    }
}
