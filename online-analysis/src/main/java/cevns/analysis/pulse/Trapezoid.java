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

    private static final long TWO = 0x0000_FFFF_0000_FFFFL;

    private final int rise;
    private final int flat;
    private final double m;
    private final double norm;

    // The baseline as the ADC has it, and what its rounding left, turned.
    private int rounded;
    private double left;

    // p and Σp of the trace above the rounded baseline, and of a step of 1 at its first sample.
    private long p;
    private long sumP;
    private long step;
    private long sumStep;

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
     * Finds the pulses of a trace that has a baseline: fills {@code peak} with the sample of the
     * maximum, and {@code energyAdc}.
     *
     * @param thresholdAdc height of a pulse [ADC counts]
     */
    void find(double thresholdAdc, TracePulses into) {
        Samples samples = into.samples;
        double baseline = into.turnedBaseline;
        rounded = (int) Math.rint(samples.turned(baseline));
        left = baseline - samples.turned(rounded);
        p = 0;
        sumP = 0;
        step = 0;
        sumStep = 0;
        // Of s, and such that a pulse is above it, not at it.
        threshold = Math.max(0, Math.nextDown(thresholdAdc * norm));
        leave();
        int history = Math.min(length(), samples.count());
        single(samples, 0, history, into);
        if (history == length()) {
            single(samples, fours(samples, into), samples.count(), into);
        }
        if (end > Double.NEGATIVE_INFINITY && maximum < samples.count() - 1) {
            add(into);
        }
    }

    /** Takes the samples {@code [from, to)} one by one, also where it looks back past the first. */
    private void single(Samples samples, int from, int to, TracePulses into) {
        int k = rise;
        int l = rise + flat;
        int sign = samples.sign();
        int before = rounded;
        long p = this.p;
        long sumP = this.sumP;
        long step = this.step;
        long sumStep = this.sumStep;
        for (int n = from; n < to; n++) {
            int xk = n < k ? before : samples.raw(n - k);
            int xl = n < l ? before : samples.raw(n - l);
            int xkl = n < k + l ? before : samples.raw(n - k - l);
            p += sign * (samples.raw(n) - xk - xl + xkl);
            sumP += p;
            step += n < k ? 1 : n >= l && n < k + l ? -1 : 0;
            sumStep += step;
            double s = sumP + m * p - left * (sumStep + m * step);
            if (s > bar || s < end) {
                turn(n, s, into);
            }
        }
        this.p = p;
        this.sumP = sumP;
        this.step = step;
        this.sumStep = sumStep;
    }

    /**
     * Takes the samples from {@code k + l} on in fours, as long as there are four.
     *
     * <p>This loop is the cost of a germanium trace, so all it needs is in locals. The four are
     * split into two and two with 32 bits for each, of which differences can be taken in one step:
     * the result is {@code high·2³² + low}, whatever the signs.
     *
     * @return the first sample not taken
     */
    private int fours(Samples samples, TracePulses into) {
        int k = rise;
        int l = rise + flat;
        int count = samples.count();
        long sign = samples.sign();
        double m = this.m;
        double offset = left * sumStep;
        long p = this.p;
        long sumP = this.sumP;
        double bar = this.bar;
        double end = this.end;
        int n = k + l;
        for (; n + 4 <= count; n += 4) {
            long x0 = samples.four(n);
            long xk = samples.four(n - k);
            long xl = samples.four(n - l);
            long xkl = samples.four(n - k - l);
            long even = sign * ((x0 & TWO) - (xk & TWO) - (xl & TWO) + (xkl & TWO));
            long odd =
                    sign
                            * ((x0 >>> 16 & TWO)
                                    - (xk >>> 16 & TWO)
                                    - (xl >>> 16 & TWO)
                                    + (xkl >>> 16 & TWO));
            long p0 = p + (int) even;
            long p1 = p0 + (int) odd;
            long p2 = p1 + (even - (int) even >> 32);
            p = p2 + (odd - (int) odd >> 32);
            long sum0 = sumP + p0;
            long sum1 = sum0 + p1;
            long sum2 = sum1 + p2;
            sumP = sum2 + p;
            double s0 = sum0 + m * p0 - offset;
            double s1 = sum1 + m * p1 - offset;
            double s2 = sum2 + m * p2 - offset;
            double s3 = sumP + m * p - offset;
            boolean over = s0 > bar || s1 > bar || s2 > bar || s3 > bar;
            if (over || s0 < end || s1 < end || s2 < end || s3 < end) {
                turn(n, s0, into);
                turn(n + 1, s1, into);
                turn(n + 2, s2, into);
                turn(n + 3, s3, into);
                bar = this.bar;
                end = this.end;
            }
        }
        this.p = p;
        this.sumP = sumP;
        return n;
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
