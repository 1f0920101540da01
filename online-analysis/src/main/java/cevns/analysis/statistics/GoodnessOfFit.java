package cevns.analysis.statistics;

import org.hipparchus.special.Gamma;

/** Whether a model describes counts at all. */
public final class GoodnessOfFit {

    private GoodnessOfFit() {}

    /**
     * A test that came out.
     *
     * @param statistic χ², or the largest distance of the cumulative distributions
     * @param ndf degrees of freedom, 0 where the test has none
     * @param probability to be at least as far off if the model is right
     */
    public record Result(double statistic, int ndf, double probability) {}

    /** Probability that a χ² of {@code ndf > 0} degrees of freedom is at least {@code chi2}. */
    public static double chi2Probability(double chi2, int ndf) {
        return Gamma.regularizedGammaQ(ndf / 2.0, chi2 / 2);
    }

    /**
     * Pearson's χ² after neighbouring cells were joined until at least {@code least} counts are
     * expected in each; what is left over joins the last.
     *
     * @param counts counts of each cell
     * @param mu expected counts of each cell
     * @param fitted number of parameters that were fitted to these counts
     * @param least smallest expectation of a joined cell, commonly 5
     * @return probability NaN where no degree of freedom is left
     */
    public static Result pearson(double[] counts, double[] mu, int fitted, double least) {
        double chi2 = 0;
        int cells = 0;
        double rest = 0;
        for (double m : mu) {
            rest += m;
        }
        double n = 0;
        double m = 0;
        for (int i = 0; i < mu.length; i++) {
            n += counts[i];
            m += mu[i];
            rest -= mu[i];
            boolean last = i == mu.length - 1;
            if (last || m >= least && rest >= least) {
                chi2 += m > 0 ? (n - m) * (n - m) / m : 0;
                cells++;
                n = 0;
                m = 0;
            }
        }
        int ndf = cells - fitted;
        return new Result(chi2, ndf, ndf > 0 ? chi2Probability(chi2, ndf) : Double.NaN);
    }

    /**
     * Kolmogorov's test of the shape along one axis, or of the growth with exposure, where one cell
     * is one step of it. With bins the probability is too large rather than too small.
     *
     * @param counts counts of each cell, in order
     * @param mu expected counts of each cell; only their shares matter
     * @return the largest distance and its probability by the asymptotic series, with M. A.
     *     Stephens' correction for few counts (J. R. Stat. Soc. B 32 (1970) 115)
     */
    public static Result kolmogorov(double[] counts, double[] mu) {
        double all = 0;
        double expected = 0;
        for (int i = 0; i < mu.length; i++) {
            all += counts[i];
            expected += mu[i];
        }
        if (!(all > 0 && expected > 0)) {
            return new Result(Double.NaN, 0, Double.NaN);
        }
        double distance = 0;
        double n = 0;
        double m = 0;
        for (int i = 0; i < mu.length; i++) {
            n += counts[i];
            m += mu[i];
            distance = StrictMath.max(distance, StrictMath.abs(n / all - m / expected));
        }
        double root = StrictMath.sqrt(all);
        return new Result(distance, 0, kolmogorovTail((root + 0.12 + 0.11 / root) * distance));
    }

    /**
     * χ² of counts against a rate that does not change; blocks are joined until five counts are
     * expected in each.
     *
     * @param counts counts of each block
     * @param exposure of each block
     */
    public static Result constant(double[] counts, double[] exposure) {
        double all = sum(counts);
        double whole = sum(exposure);
        double[] mu = new double[counts.length];
        for (int i = 0; i < mu.length; i++) {
            mu[i] = whole > 0 ? all * exposure[i] / whole : 0;
        }
        return pearson(counts, mu, 1, 5);
    }

    /**
     * χ² of differences of counts against a number that grows with the exposure; blocks are joined
     * until the variance of each is five or more.
     *
     * @param differences of each block
     * @param variances of them
     * @param exposure of each block
     */
    public static Result proportional(double[] differences, double[] variances, double[] exposure) {
        double slope = sum(differences) / sum(exposure);
        double chi2 = 0;
        int blocks = 0;
        double difference = 0;
        double variance = 0;
        double rest = sum(variances);
        for (int i = 0; i < differences.length; i++) {
            difference += differences[i] - slope * exposure[i];
            variance += variances[i];
            rest -= variances[i];
            if (i == differences.length - 1 || variance >= 5 && rest >= 5) {
                chi2 += variance > 0 ? difference * difference / variance : 0;
                blocks++;
                difference = 0;
                variance = 0;
            }
        }
        int ndf = blocks - 1;
        return new Result(chi2, ndf, ndf > 0 ? chi2Probability(chi2, ndf) : Double.NaN);
    }

    /**
     * Kolmogorov's test of differences of counts: the largest distance of their accumulated sum
     * from the straight line against exposure, in standard deviations of the whole. Where the
     * differences grow with the exposure and scatter evenly it is that of a Brownian bridge.
     *
     * @param differences of each block, in order
     * @param variances of them
     * @param exposure of each block
     */
    public static Result growth(double[] differences, double[] variances, double[] exposure) {
        double slope = sum(differences) / sum(exposure);
        double sigma = StrictMath.sqrt(sum(variances));
        if (!(sigma > 0) || Double.isNaN(slope) || Double.isInfinite(slope)) {
            return new Result(Double.NaN, 0, Double.NaN);
        }
        double distance = 0;
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += differences[i] - slope * exposure[i];
            distance = StrictMath.max(distance, StrictMath.abs(sum) / sigma);
        }
        return new Result(distance, 0, kolmogorovTail(distance));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** 2 Σ (−1)^(j−1) exp(−2 j² x²). */
    private static double kolmogorovTail(double x) {
        if (x < 0.2) {
            return 1;
        }
        double sum = 0;
        double sign = 1;
        for (int j = 1; j <= 100; j++) {
            sum += sign * StrictMath.exp(-2.0 * j * j * x * x);
            sign = -sign;
        }
        return StrictMath.min(1, 2 * sum);
    }
}
