package cevns.drivers.dig2.emulator;

import cevns.drivers.emulation.EmulatedSignals;

/**
 * What a channel that triggers by itself sees of its input: samples around the trigger, which is
 * where the pulse first crosses the threshold, and the baseline before it.
 */
final class DppTrace {

    /** A pulse may cross the threshold so long after its onset [ns]. */
    private static final double SEARCH_NS = 1000;

    /** Samples at the beginning that the baseline is the mean of. */
    private static final int BASELINE = 64;

    private final EmulatedSignals inputs;
    private final double sampleNs;
    private final int highest;
    private char[] samples = new char[0];
    private int count;
    private int sign;
    private long firstSample;
    private int trigger;
    private double baseline;
    private double share;
    private boolean crossed;

    DppTrace(EmulatedSignals inputs, double sampleNs, int adcBits) {
        this.inputs = inputs;
        this.sampleNs = sampleNs;
        highest = (1 << adcBits) - 1;
    }

    /**
     * Looks at a channel.
     *
     * @param atNs when something happens to it, or when it is triggered [ns from the start]
     * @param nextNs what its inputs count from [ns from the start]
     * @param forced true to trigger then, whatever the threshold
     * @return true when it triggers
     */
    boolean look(DppChannel settings, int channel, double atNs, double nextNs, boolean forced) {
        int lead = BASELINE + settings.lead();
        int search = forced ? 0 : (int) (SEARCH_NS / sampleNs);
        count = lead + search + settings.tail() + 1;
        if (samples.length < count) {
            samples = new char[count];
        }
        sign = settings.sign();
        firstSample = (long) Math.floor(atNs / sampleNs) - lead;
        inputs.fill(channel, samples, count, firstSample * sampleNs - nextNs, sampleNs);
        double sum = 0;
        for (int i = 0; i < BASELINE; i++) {
            sum += samples[i];
        }
        baseline = sum / BASELINE;
        trigger = lead;
        share = 0;
        crossed = false;
        int threshold = settings.threshold();
        for (int i = lead; i <= lead + search && !crossed; i++) {
            if (height(i) >= threshold) {
                double before = height(i - 1);
                // Between the samples i − 1 and i; the time stamp names the earlier one.
                share = before >= threshold ? 0 : (threshold - before) / (height(i) - before);
                trigger = i - 1;
                crossed = true;
            }
        }
        return forced || crossed;
    }

    /** Height of a sample over the baseline, positive for a pulse [ADC counts]. */
    double height(int sample) {
        return sign * (samples[sample] - baseline);
    }

    char sample(int sample) {
        return samples[sample];
    }

    double baseline() {
        return baseline;
    }

    /** Samples that were looked at. */
    int count() {
        return count;
    }

    /** The sample that the trigger's time stamp names. */
    int trigger() {
        return trigger;
    }

    /** Time of the trigger [samples from the start], between samples where it was found there. */
    double time() {
        return firstSample + trigger + share;
    }

    /** True when the threshold was crossed. */
    boolean isCrossed() {
        return crossed;
    }

    /** True when a sample is at an end of the ADC's range. */
    boolean isSaturated(int sample) {
        return samples[sample] == 0 || samples[sample] == highest;
    }

    /** True when one behind the trigger is. */
    boolean isSaturated() {
        for (int i = trigger; i < count; i++) {
            if (isSaturated(i)) {
                return true;
            }
        }
        return false;
    }
}
