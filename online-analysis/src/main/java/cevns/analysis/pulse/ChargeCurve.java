package cevns.analysis.pulse;

import java.util.Arrays;

/**
 * Rise times from the cumulative charge of some peaks (selection.md §1.8).
 *
 * <p>The curve grows by the charge of each sample of the peaks, spread over the time from half a
 * sample before it to half a sample after it. Between the peaks it stays as it is.
 */
final class ChargeCurve {

    private final double[] fractions = {0.1, 0.5, 0.9};
    private final double[] at = new double[fractions.length];

    /**
     * Follows the curve of the peaks {@code [from, to)}.
     *
     * @param total their charge [ADC counts × samples]
     */
    void follow(Samples samples, TracePulses pulses, int from, int to, double total) {
        Arrays.fill(at, Double.NaN);
        if (!(total > 0)) {
            return;
        }
        double sum = 0;
        int next = 0;
        for (int p = from; p < to; p++) {
            for (int i = pulses.start[p]; i < pulses.stop[p]; i++) {
                double before = sum;
                double charge = samples.at(i) - pulses.turnedBaseline;
                sum += charge;
                while (next < fractions.length && sum >= fractions[next] * total) {
                    at[next] = i - 0.5 + (fractions[next] * total - before) / charge;
                    next++;
                }
            }
        }
    }

    /** Where 10 % of the charge has come [samples from the first sample]; NaN without charge. */
    double at10() {
        return at[0];
    }

    /** Where 50 % of the charge has come. */
    double at50() {
        return at[1];
    }

    /** Where 90 % of the charge has come. */
    double at90() {
        return at[2];
    }
}
