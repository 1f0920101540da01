package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig.BaselineMethod;

/**
 * Baseline of a trace: mean or median of the samples of a window, and their RMS about it. The
 * median of an even number of samples is the mean of the two in the middle.
 *
 * <p>The median counts how often each value occurs, which needs no sorting and takes time in
 * proportion to the window and to the spread of its samples.
 */
final class Baseline {

    // Successive samples of a quiet trace are equal. Counted in turns in two tables, an increment
    // need not wait for the one before it.
    private final int[] even;
    private final int[] odd;

    private double value = Double.NaN;
    private double rms = Double.NaN;

    /**
     * A kernel for samples of 0…{@code full}.
     *
     * @param full upper limit of the ADC
     */
    Baseline(int full) {
        even = new int[full + 1];
        odd = new int[full + 1];
    }

    /**
     * Estimates over the samples {@code [from, to)}, which must lie in the trace; without samples
     * both results are NaN.
     */
    void estimate(Samples samples, int from, int to, BaselineMethod method) {
        int n = to - from;
        if (n <= 0) {
            value = Double.NaN;
            rms = Double.NaN;
            return;
        }
        long sum = 0;
        long squares = 0;
        for (int i = from; i < to; i++) {
            int y = samples.at(i);
            sum += y;
            squares += (long) y * y;
        }
        double mean = (double) sum / n;
        value = method == BaselineMethod.MEDIAN ? median(samples, from, to) : mean;
        // Σ(y − b)² / n = ⟨y²⟩ − ⟨y⟩² + (⟨y⟩ − b)²
        double offset = mean - value;
        double variance = (double) squares / n - mean * mean + offset * offset;
        rms = Math.sqrt(Math.max(0, variance));
    }

    /** The baseline, of turned samples [ADC counts]. */
    double value() {
        return value;
    }

    /** RMS about it [ADC counts]. */
    double rms() {
        return rms;
    }

    private double median(Samples samples, int from, int to) {
        int low = Integer.MAX_VALUE;
        int high = 0;
        int last = to - 1;
        int i = from;
        for (; i < last; i += 2) {
            int a = samples.at(i);
            int b = samples.at(i + 1);
            even[a]++;
            odd[b]++;
            low = Math.min(low, Math.min(a, b));
            high = Math.max(high, Math.max(a, b));
        }
        if (i < to) {
            int a = samples.at(i);
            even[a]++;
            low = Math.min(low, a);
            high = Math.max(high, a);
        }
        int n = to - from;
        int lower = valueOfRank((n - 1) / 2, low);
        int upper = valueOfRank(n / 2, low);
        for (int v = low; v <= high; v++) {
            even[v] = 0;
            odd[v] = 0;
        }
        return (lower + upper) / 2.0;
    }

    /** The value that {@code rank} others are before of, in order of size. */
    private int valueOfRank(int rank, int low) {
        int seen = even[low] + odd[low];
        int v = low;
        while (seen <= rank) {
            v++;
            seen += even[v] + odd[v];
        }
        return v;
    }
}
