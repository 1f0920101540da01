package cevns.analysis.pulse;

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

    // The two sums, and what is to be taken off s because b was rounded.
    private long p;
    private long sumP;
    private double offset;

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
    void find(double thresholdAdc, TracePulses into) {
        Samples samples = into.samples;
        double baseline = into.turnedBaseline;
        int rounded = (int) Math.rint(baseline);
        // Of s, and such that a pulse is above it, not at it.
        threshold = Math.max(0, Math.nextDown(thresholdAdc * norm));
        leave();
        begin(samples, rounded, baseline - rounded, into);
        goOn(samples, into);
        if (end > Double.NEGATIVE_INFINITY && maximum < samples.count() - 1) {
            add(into);
        }
    }

    /** The first samples, where part of what is looked back to lies before the trace. */
    private void begin(Samples samples, int baseline, double c, TracePulses into) {
        int k = rise;
        int l = rise + flat;
        // Sums of a step of 1 at the first sample.
        long step = 0;
        long sumStep = 0;
        p = 0;
        sumP = 0;
        for (int n = 0; n < k + l; n++) {
            int d = samples.at(n) - baseline;
            d -= n < k ? 0 : samples.at(n - k) - baseline;
            d -= n < l ? 0 : samples.at(n - l) - baseline;
            p += d;
            sumP += p;
            step += n < k ? 1 : n >= l ? -1 : 0;
            sumStep += step;
            turn(n, sumP + m * p - c * (sumStep + m * step), into);
        }
        offset = c * sumStep;
    }

    /** The others. This loop is the cost of a germanium trace: all it needs is in locals. */
    private void goOn(Samples samples, TracePulses into) {
        int count = samples.count();
        int k = rise;
        int l = rise + flat;
        double m = this.m;
        double offset = this.offset;
        long p = this.p;
        long sumP = this.sumP;
        double bar = this.bar;
        double end = this.end;
        for (int n = k + l; n < count; n++) {
            p += samples.at(n) - samples.at(n - k) - samples.at(n - l) + samples.at(n - k - l);
            sumP += p;
            double s = sumP + m * p - offset;
            if (s > bar || s < end) {
                turn(n, s, into);
                bar = this.bar;
                end = this.end;
            }
        }
    }

    /** A pulse begins, grows or ends at sample {@code n}, or nothing happens. */
    private void turn(int n, double s, TracePulses into) {
        if (s > bar) {
            bar = s;
            end = threshold / 2;
            maximum = n;
        } else if (s < end) {
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
}
