package cevns.analysis.pulse;

/**
 * Takes the decay of a charge-sensitive preamplifier out of a trace, so that a pulse becomes a step
 * (selection.md §3): {@code w[n] = v[n] − e^(−Δ/τ)·v[n−1]}, cumulated, which is {@code y[n] = v[n]
 * + (1 − e^(−Δ/τ))·Σ v[j], j < n}.
 */
final class PoleZero {

    private final double loss;

    /**
     * For one decay constant.
     *
     * @param decay τ [samples]
     */
    PoleZero(double decay) {
        loss = -StrictMath.expm1(-1 / decay);
    }

    /**
     * Corrects the samples {@code [from, to)} of a trace, from the first of them on. The tail of an
     * earlier pulse becomes a constant in it. Before its first sample, at negative indices, the
     * trace is at the baseline.
     *
     * @param into gets {@code to − from} values [ADC counts]
     */
    void correct(Samples samples, int from, int to, double baseline, double[] into) {
        double lost = 0;
        for (int i = from; i < to; i++) {
            double v = i < 0 ? 0 : samples.at(i) - baseline;
            into[i - from] = v + lost;
            lost += loss * v;
        }
    }
}
