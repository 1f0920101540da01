package cevns.drivers.emulation;

/** What the extraction kicker induces on every cable: a swing up and one down. */
final class Spike {

    /** So long after the timing pulse [ns]. */
    static final double PHASE_NS = 400;

    private static final double SWING_NS = 100;

    /** High enough for any threshold on pulses, too low for one on timing pulses. */
    private static final int HEIGHT_ADC = 300;

    private Spike() {}

    /**
     * Adds one to a trace.
     *
     * @param atNs when it begins [ns from the first sample]
     * @param adcBits resolution; a spike does not leave it
     */
    static void add(char[] samples, int n, double atNs, double sampleNs, int adcBits) {
        int highest = (1 << adcBits) - 1;
        int from = (int) Math.max(0, Math.ceil(atNs / sampleNs));
        int to = (int) Math.min(n, Math.ceil((atNs + 2 * SWING_NS) / sampleNs));
        for (int i = from; i < to; i++) {
            int swing = i * sampleNs - atNs < SWING_NS ? -HEIGHT_ADC : HEIGHT_ADC;
            samples[i] = (char) Math.max(0, Math.min(highest, samples[i] + swing));
        }
    }
}
