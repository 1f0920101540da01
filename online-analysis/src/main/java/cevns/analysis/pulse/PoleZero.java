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
     * Corrects the samples {@code [from, to)} of a trace from the first of them on. The tail of an
     * earlier pulse becomes a constant in it.
     *
     * @param zero samples of {@code trace} below this index count as no signal
     * @param into gets {@code to − from} values [ADC counts]
     */
    void correct(char[] trace, int from, int to, int zero, double baseline, double[] into) {
        double lost = 0;
        for (int i = from; i < to; i++) {
            double v = i < zero ? 0 : trace[i] - baseline;
            into[i - from] = v + lost;
            lost += loss * v;
        }
    }
}
