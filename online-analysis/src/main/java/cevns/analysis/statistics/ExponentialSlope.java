package cevns.analysis.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * Maximum-likelihood slope of {@code exp(−k t)} cut to a range, from times or from bins. For both
 * the condition is that the mean of the model equals that of the data.
 */
public final class ExponentialSlope {

    /** Widest slopes that are looked for, in inverse lengths of the range. */
    private static final double STEEPEST = 200;

    private static final int MAX_EVALUATIONS = 200;

    private ExponentialSlope() {}

    /** Slope of unbinned times in {@code [low, high)} [1/unit]. */
    public static double ofTimes(double[] times, double low, double high) {
        double mean = Arrays.stream(times).average().orElseThrow();
        return solve(k -> mean(k, low, high) - mean, high - low);
    }

    /** Slope of counts in bins [1/unit]. */
    public static double ofBins(double[] counts, double[] edges) {
        double all = Arrays.stream(counts).sum();
        return solve(
                k -> {
                    double[] shares = shares(k, edges);
                    double sum = 0;
                    for (int i = 0; i < counts.length; i++) {
                        double inBin = mean(k, edges[i], edges[i + 1]);
                        sum += (shares[i] - counts[i] / all) * inBin;
                    }
                    return sum;
                },
                edges[edges.length - 1] - edges[0]);
    }

    /** Share of each bin, sum 1. */
    public static double[] shares(double slope, double[] edges) {
        double[] shares = new double[edges.length - 1];
        double all = integral(slope, edges[0], edges[0], edges[edges.length - 1]);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = integral(slope, edges[0], edges[i], edges[i + 1]) / all;
        }
        return shares;
    }

    /**
     * Share of each bin and its derivative with respect to the slope.
     *
     * @param shares receives the shares, sum 1
     * @param derivatives receives their derivatives, sum 0
     */
    static void shares(double slope, double[] edges, double[] shares, double[] derivatives) {
        System.arraycopy(shares(slope, edges), 0, shares, 0, shares.length);
        double all = mean(slope, edges[0], edges[edges.length - 1]);
        for (int i = 0; i < shares.length; i++) {
            derivatives[i] = shares[i] * (all - mean(slope, edges[i], edges[i + 1]));
        }
    }

    /** ∫ exp(−k (t − origin)) dt from low to high. */
    private static double integral(double k, double origin, double low, double high) {
        double start = StrictMath.exp(-k * (low - origin));
        double width = high - low;
        return k == 0 ? width : -start * StrictMath.expm1(-k * width) / k;
    }

    /** Mean of t in [low, high) for exp(−k t). */
    private static double mean(double k, double low, double high) {
        double width = high - low;
        double x = k * width;
        double inside = StrictMath.abs(x) < 1e-4 ? 0.5 - x / 12 : 1 / x - 1 / StrictMath.expm1(x);
        return low + width * inside;
    }

    private static double solve(DoubleUnaryOperator excess, double range) {
        double steepest = STEEPEST / range;
        if (excess.applyAsDouble(-steepest) <= 0) {
            return -steepest;
        }
        if (excess.applyAsDouble(steepest) >= 0) {
            return steepest;
        }
        return new BracketingNthOrderBrentSolver(1e-12 * steepest, 5)
                .solve(MAX_EVALUATIONS, excess::applyAsDouble, -steepest, steepest);
    }
}
