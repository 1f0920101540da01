package cevns.analysis.statistics;

import org.hipparchus.special.Erf;

/**
 * The normal distribution's upper tail: probabilities as numbers of standard deviations, one-sided,
 * also where the probability itself is too small for a double.
 */
public final class Normal {

    private static final double LN_SQRT_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    /** Above this the asymptotic series is exact to a double, below it erfc is. */
    private static final double FAR_TAIL = 20;

    private Normal() {}

    /** Probability to lie above {@code sigma}; 0 where a double cannot hold it (above 38). */
    public static double tail(double sigma) {
        return 0.5 * Erf.erfc(sigma / StrictMath.sqrt(2));
    }

    /** Natural logarithm of {@link #tail}, for any finite {@code sigma}. */
    public static double logTail(double sigma) {
        if (sigma < FAR_TAIL) {
            return StrictMath.log(tail(sigma));
        }
        double y = 1 / (sigma * sigma);
        double series = 1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y * (1 - 9 * y))));
        return -sigma * sigma / 2 - LN_SQRT_TWO_PI - StrictMath.log(sigma) + StrictMath.log(series);
    }

    /**
     * Standard deviations above which the given probability lies; the inverse of {@link #logTail}.
     *
     * @param logProbability natural logarithm of a probability, 0 or below
     * @return −infinity for 0, else the one-sided number of standard deviations
     */
    public static double sigmas(double logProbability) {
        if (!(logProbability <= 0)) {
            throw new IllegalArgumentException("log probability " + logProbability + " > 0");
        }
        if (logProbability == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double low = -FAR_TAIL * 2;
        double high = StrictMath.sqrt(-2 * logProbability) + 1;
        // Bisection: the logarithm is steep on one side, flat on the other, and this is no hot
        // path.
        for (int i = 0;
                i < 200 && high - low > 1e-13 * StrictMath.max(1, StrictMath.abs(high));
                i++) {
            double middle = 0.5 * (low + high);
            if (logTail(middle) > logProbability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
