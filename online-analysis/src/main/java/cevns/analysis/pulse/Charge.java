package cevns.analysis.pulse;

/** Charge: the sum of a pulse above the baseline. */
final class Charge {

    private Charge() {}

    /**
     * Σ(y − b) over the samples {@code [start, stop)}, of turned samples and baseline.
     *
     * @return charge [ADC counts × samples]
     */
    static double of(Samples samples, double baseline, int start, int stop) {
        return samples.sum(start, stop) - baseline * (stop - start);
    }
}
