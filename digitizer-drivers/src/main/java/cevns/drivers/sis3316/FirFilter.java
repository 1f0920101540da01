package cevns.drivers.sis3316;

import java.util.Arrays;

/**
 * The moving average window filter of a board: the sum over the peaking time minus the sum over as
 * long a time a gap earlier, sample by sample.
 */
final class FirFilter {

    private int[] values = new int[0];
    private int first;

    /**
     * Filters a trace.
     *
     * @param peaking samples of each sum, 1 or more
     * @param gap samples between them
     * @param inverted true for pulses that go down
     */
    void run(char[] samples, int n, int peaking, int gap, boolean inverted) {
        if (values.length < n) {
            values = new int[n];
        }
        first = Math.min(n, 2 * peaking + gap - 1);
        Arrays.fill(values, 0, first, 0);
        if (first == n) {
            return;
        }
        int sign = inverted ? -1 : 1;
        long sum = exact(samples, first, peaking, gap);
        values[first] = (int) (sign * sum);
        for (int i = first + 1; i < n; i++) {
            sum += samples[i] - samples[i - peaking];
            sum -= samples[i - peaking - gap] - samples[i - 2 * peaking - gap];
            values[i] = (int) (sign * sum);
        }
    }

    private static long exact(char[] samples, int i, int peaking, int gap) {
        long sum = 0;
        for (int j = 0; j < peaking; j++) {
            sum += samples[i - j] - samples[i - j - peaking - gap];
        }
        return sum;
    }

    /** First sample at which both sums are full. */
    int first() {
        return first;
    }

    int at(int i) {
        return values[i];
    }

    /** Largest value in {@code [from, to)}; the one at {@code from} if there is no other. */
    int maximum(int from, int to) {
        int maximum = values[from];
        for (int i = from + 1; i < to; i++) {
            maximum = Math.max(maximum, values[i]);
        }
        return maximum;
    }
}
