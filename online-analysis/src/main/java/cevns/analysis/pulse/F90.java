package cevns.analysis.pulse;

/**
 * Prompt fraction, which in liquid argon tells nuclear recoils (about 0.7) from electrons (about
 * 0.3): charge of the first 90 ns over the charge of the whole gate (selection.md §2.3).
 */
final class F90 {

    private F90() {}

    /**
     * Q[start, promptStop) / Q[start, stop), of all samples, whether in a peak or not.
     *
     * @return the fraction; NaN when the charge of the gate is not positive
     */
    static double of(Samples samples, double baseline, int start, int promptStop, int stop) {
        double prompt = Charge.of(samples, baseline, start, promptStop);
        double total = prompt + Charge.of(samples, baseline, promptStop, stop);
        return total > 0 ? prompt / total : Double.NaN;
    }
}
