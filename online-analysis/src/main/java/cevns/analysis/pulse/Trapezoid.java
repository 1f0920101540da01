package cevns.analysis.pulse;

import java.util.Arrays;

/**
 * Trapezoidal shaper for exponential pulses: V. T. Jordanov and G. F. Knoll, Nucl. Instrum. Methods
 * A 345 (1994) 337, the recursion as in selection.md §3, which also gives its norm:
 *
 * <pre>
 *   d[n] = x[n] − x[n−k] − x[n−l] + x[n−k−l]        l = k + m
 *   p[n] = p[n−1] + d[n]
 *   s[n] = s[n−1] + p[n] + M·d[n]                   M = 1 / (e^(Δ/τ) − 1)
 *   E    = s / ((M + 1)·k)
 * </pre>
 *
 * <p>Before the first sample the trace is taken to be at the baseline b. Since Σd = p, s is {@code
 * Σp + M·p}, and with x counted from b rounded to an integer both sums are integers: exact, and
 * fast, as an integer addition does not wait four cycles for the one before it. What the rounding
 * has left, c = b − ⌊b⌉, is a step of −c at the first sample, whose s is known without summing.
 *
 * <p>A pulse is a stretch from where E reaches the threshold to where it falls below half of it;
 * its energy is the maximum of E in it. One that is still rising where the trace ends has no flat
 * top in it and is left out.
 */
final class Trapezoid {

    private final int rise;
    private final int flat;
    private final double m;
    private final double norm;

    // The trace behind rise + (rise + flat) samples of baseline.
    private char[] x = new char[0];

    private double threshold;
    // A pulse's maximum so far, and the s that ends it. Outside one: what begins it, and nothing.
    private double bar;
    private double end;
    private int maximum;

    /**
     * A shaper.
     *
     * @param rise samples of its rise k, 1 or more
     * @param flat samples of its flat top m, 0 or more
     * @param decay decay constant τ of the pulses [samples]
     */
    Trapezoid(int rise, int flat, double decay) {
        this.rise = rise;
        this.flat = flat;
        m = 1 / StrictMath.expm1(1 / decay);
        norm = (m + 1) * rise;
    }

    /** Samples that it looks back over, k + l. */
    int length() {
        return 2 * rise + flat;
    }

    /**
     * Finds the pulses of a trace that is at least {@link #length} samples long: fills {@code peak}
     * with the sample of the maximum and {@code energyAdc}.
     *
     * @param thresholdAdc height of a pulse [ADC counts]
     */
    void find(Samples samples, double baseline, double thresholdAdc, TracePulses into) {
        int rounded = (int) Math.rint(baseline);
        fill(samples, rounded);
        // Of s, and such that a pulse is above it, not at it.
        threshold = Math.max(0, Math.nextDown(thresholdAdc * norm));
        leave();
        shape(samples.count, baseline - rounded, into);
        if (end > Double.NEGATIVE_INFINITY && maximum < samples.count - 1) {
            add(into);
        }
    }

    private void fill(Samples samples, int baseline) {
        int before = length();
        if (x.length < before + samples.count) {
            x = new char[before + samples.count];
        }
        Arrays.fill(x, 0, before, (char) baseline);
        for (int i = 0; i < samples.count; i++) {
            x[before + i] = (char) samples.at(i);
        }
    }

    private void shape(int samples, double c, TracePulses into) {
        int k = rise;
        int l = rise + flat;
        char[] x = this.x;
        long p = 0;
        long sumP = 0;
        // The same sums of a step of 1 at the first sample.
        long step = 0;
        long sumStep = 0;
        int n = 0;
        for (; n < k + l; n++) {
            p += x[n + k + l] - x[n + l] - x[n + k] + x[n];
            sumP += p;
            step += n < k ? 1 : n >= l ? -1 : 0;
            sumStep += step;
            double s = sumP + m * p - c * (sumStep + m * step);
            if (s > bar || s < end) {
                turn(n, s, into);
            }
        }
        double offset = c * sumStep;
        double bar = this.bar;
        double end = this.end;
        for (; n < samples; n++) {
            p += x[n + k + l] - x[n + l] - x[n + k] + x[n];
            sumP += p;
            double s = sumP + m * p - offset;
            if (s > bar || s < end) {
                turn(n, s, into);
                bar = this.bar;
                end = this.end;
            }
        }
    }

    /** A pulse begins, grows or ends at sample {@code n}. */
    private void turn(int n, double s, TracePulses into) {
        if (s > bar) {
            bar = s;
            end = threshold / 2;
            maximum = n;
        } else {
            add(into);
            leave();
        }
    }

    private void leave() {
        bar = threshold;
        end = Double.NEGATIVE_INFINITY;
    }

    private void add(TracePulses into) {
        int i = into.next();
        into.peak[i] = maximum;
        into.energyAdc[i] = bar / norm;
    }

    int rise() {
        return rise;
    }

    int flat() {
        return flat;
    }

    /** The trace, turned, behind {@link #length} samples of baseline. */
    char[] trace() {
        return x;
    }
}
