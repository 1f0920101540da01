package cevns.analysis.event;

import java.util.Arrays;

/**
 * Finds which pulse belongs to which mark by the pattern of their intervals (beam-trigger-modes.md
 * §4.3): the line frequency wanders, so that 60 successive intervals add up to a length that
 * differs by several µs from one second to the next, and both lists must show the same lengths.
 */
final class IntervalPattern {

    /** Pairs that are needed. */
    static final int NEEDED = 1_200;

    private static final int BLOCK = 60;
    private static final int STEP = 10;

    /** Offsets that are looked at where nothing is known, to both sides. */
    static final int CYCLES = 600;

    /** Pairs that tell the offset between the clocks as it is now. */
    private static final int NEWEST = 9;

    private static final double CLEAR = 2;

    private IntervalPattern() {}

    /**
     * The best offset.
     *
     * @param offsetNs mark minus pulse id, of the newest pairs [ns]
     * @param clear true when the second best is worse by a factor of two or more
     */
    record Result(long offsetNs, boolean clear) {}

    /**
     * Compares the two lists at every whole-cycle offset.
     *
     * @param marks times of marks, ascending [ns]
     * @param pulses pulse ids, ascending [ns]
     * @param periodNs about one cycle [ns]
     * @param uncertaintyNs how far the clocks may be apart [ns]; negative for 600 cycles
     * @return the best offset; null where fewer than two offsets have enough pairs
     */
    static Result search(long[] marks, long[] pulses, long periodNs, long uncertaintyNs) {
        if (marks.length < NEEDED || pulses.length < NEEDED) {
            return null;
        }
        long[] mark = byCycle(marks, periodNs);
        long[] pulse = byCycle(pulses, periodNs);
        long most = uncertaintyNs < 0 ? CYCLES : uncertaintyNs / periodNs + 1;
        // Pulse of mark 0 were the clocks the same.
        long middle = Math.round((marks[0] - pulses[0]) / (double) periodNs);
        long bestShift = 0;
        double best = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (long shift = middle - most; shift <= middle + most; shift++) {
            double spread = spread(mark, pulse, shift);
            if (spread < best) {
                second = best;
                best = spread;
                bestShift = shift;
            } else if (spread < second) {
                second = spread;
            }
        }
        // A best offset that nothing could be compared with says nothing.
        if (Double.isInfinite(second)) {
            return null;
        }
        return new Result(newestOffset(mark, pulse, bestShift), second >= CLEAR * best);
    }

    /** The times by number of cycle since the first; 0 where a cycle has none. */
    private static long[] byCycle(long[] times, long periodNs) {
        long[] cycles = new long[times.length];
        int length = 1;
        long cycle = 0;
        for (int i = 1; i < times.length; i++) {
            cycle += Math.round((times[i] - times[i - 1]) / (double) periodNs);
            cycles[i] = cycle;
            // Holes longer than the data themselves make the lists useless for a comparison.
            if (cycle > 4L * times.length) {
                break;
            }
            length = i + 1;
        }
        long[] all = new long[(int) cycles[length - 1] + 1];
        for (int i = 0; i < length; i++) {
            all[(int) cycles[i]] = times[i];
        }
        return all;
    }

    /** Variance of what 60 cycles are longer by in one list; infinite with too few pairs. */
    private static double spread(long[] mark, long[] pulse, long shift) {
        int n = 0;
        int pairs = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < mark.length; i++) {
            long j = i + shift;
            if (j < 0 || j >= pulse.length || mark[i] == 0 || pulse[(int) j] == 0) {
                continue;
            }
            pairs++;
            int i2 = i + BLOCK;
            long j2 = j + BLOCK;
            if (i % STEP != 0
                    || i2 >= mark.length
                    || j2 >= pulse.length
                    || mark[i2] == 0
                    || pulse[(int) j2] == 0) {
                continue;
            }
            double longer = (mark[i2] - mark[i]) - (pulse[(int) j2] - pulse[(int) j]);
            n++;
            sum += longer;
            squares += longer * longer;
        }
        if (pairs < NEEDED || n < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = sum / n;
        return Math.max(squares / n - mean * mean, 1);
    }

    private static long newestOffset(long[] mark, long[] pulse, long shift) {
        long[] offsets = new long[NEWEST];
        int n = 0;
        for (int i = mark.length - 1; i >= 0 && n < NEWEST; i--) {
            long j = i + shift;
            if (j >= 0 && j < pulse.length && mark[i] != 0 && pulse[(int) j] != 0) {
                offsets[n++] = mark[i] - pulse[(int) j];
            }
        }
        Arrays.sort(offsets, 0, n);
        return offsets[n / 2];
    }
}
