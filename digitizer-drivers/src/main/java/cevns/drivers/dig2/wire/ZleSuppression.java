package cevns.drivers.dig2.wire;

/**
 * Finds what is kept of a trace: the samples that are further from the baseline than a threshold,
 * and some before and after each of them. What comes out is the lengths of stretches, left out and
 * kept by turns.
 */
public final class ZleSuppression {

    /** Samples at the beginning of a trace that its baseline is the mean of. */
    private static final int BASELINE = 16;

    /** Left out, kept, left out, …; the first may be 0. */
    private final int[] lengths = new int[ZleFrame.MOST_COUNTERS];

    private int stretches;
    private int end;
    private int baseline;
    private boolean cut;

    /**
     * Looks at a trace.
     *
     * @param samples of the trace, from 1
     * @param threshold distance from the baseline [ADC counts]; −1 to keep everything
     * @param sign 1 for pulses that go up, −1 for those that go down
     * @param before samples kept before one over threshold
     * @param after samples kept after it
     */
    public void look(char[] trace, int samples, int threshold, int sign, int before, int after) {
        baseline = mean(trace, Math.min(BASELINE, samples));
        stretches = 0;
        end = 0;
        cut = false;
        for (int i = 0; i < samples && !cut; i++) {
            if (threshold < 0 || sign * (trace[i] - baseline) > threshold) {
                keep(Math.max(0, i - before), (int) Math.min(samples, i + 1L + after));
            }
        }
        if (!cut && end < samples) {
            lengths[stretches++] = samples - end;
        }
    }

    private static int mean(char[] trace, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += trace[i];
        }
        return (int) (sum / n);
    }

    private void keep(int from, int to) {
        if (stretches > 0 && from <= end) {
            lengths[stretches - 1] += Math.max(0, to - end);
            end = Math.max(end, to);
        } else if (stretches + 2 <= lengths.length) {
            lengths[stretches++] = from - end;
            lengths[stretches++] = to - from;
            end = to;
        } else {
            cut = true;
        }
    }

    /** Stretches of the trace. */
    public int count() {
        return stretches - skipped();
    }

    /** Length of one of them [samples]. */
    public int length(int index) {
        return lengths[index + skipped()];
    }

    /** True when the first one is kept. */
    public boolean firstIsKept() {
        return lengths[0] == 0;
    }

    private int skipped() {
        return firstIsKept() ? 1 : 0;
    }

    /** What stands for the samples that are left out. */
    int baseline() {
        return baseline;
    }

    /** True when there were more stretches than fit a header: the end of the trace is left out. */
    boolean isCut() {
        return cut;
    }
}
