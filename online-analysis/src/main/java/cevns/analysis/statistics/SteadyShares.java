package cevns.analysis.statistics;

/**
 * How the steady state of a {@link JointFit} is shared among the bins of time: as {@code exp(−κt)},
 * the first bin times φ, all together 1.
 */
final class SteadyShares {

    private final double[] times;
    private final double range;
    private final double[] shares;
    private final double[] bySlope;
    private final double[] byFirst;

    /**
     * @param times edges of the bins
     */
    SteadyShares(double[] times) {
        this.times = times.clone();
        range = times[times.length - 1] - times[0];
        shares = new double[times.length - 1];
        bySlope = new double[shares.length];
        byFirst = new double[shares.length];
    }

    /** Number of bins. */
    int size() {
        return shares.length;
    }

    /**
     * @param slope κ times the range of times
     * @param first φ, above 0
     */
    void evaluate(double slope, double first) {
        ExponentialSlope.shares(slope / range, times, shares, bySlope);
        double unscaled = shares[0];
        double sum = 1 + (first - 1) * unscaled;
        double sumBySlope = (first - 1) * bySlope[0];
        for (int j = 0; j < shares.length; j++) {
            double weight = j == 0 ? first : 1;
            double share = shares[j] * weight / sum;
            bySlope[j] = (bySlope[j] * weight - share * sumBySlope) / (sum * range);
            byFirst[j] = ((j == 0 ? unscaled : 0) - share * unscaled) / sum;
            shares[j] = share;
        }
    }

    /** Share of a bin. */
    double of(int bin) {
        return shares[bin];
    }

    /** Derivative of a bin's share with respect to the slope. */
    double bySlope(int bin) {
        return bySlope[bin];
    }

    /** Derivative of a bin's share with respect to φ. */
    double byFirst(int bin) {
        return byFirst[bin];
    }
}
