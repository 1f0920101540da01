package cevns.analysis.statistics;

import java.util.Arrays;

/**
 * Entries in bins of equal width over {@code [low, high)}, and how many lay below or above. Bin
 * {@code i} is {@code [low + i·w, low + (i + 1)·w)}. Filling allocates nothing.
 */
public final class Histogram {

    private final double low;
    private final double high;
    private final double width;
    private final long[] counts;
    private long underflow;
    private long overflow;
    private long undefined;

    /**
     * An empty histogram.
     *
     * @param bins number of bins, 1 or more
     * @param low lower edge of the first bin
     * @param high upper edge of the last bin, above {@code low}
     */
    public Histogram(int bins, double low, double high) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins " + bins + " < 1");
        }
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("low " + low + ", high " + high);
        }
        this.low = low;
        this.high = high;
        width = (high - low) / bins;
        counts = new long[bins];
    }

    /** Counts one entry. NaN is in no bin, nor below or above. */
    public void fill(double value) {
        if (value < low) {
            underflow++;
        } else if (value >= high) {
            overflow++;
        } else if (Double.isNaN(value)) {
            undefined++;
        } else {
            counts[binOf(value)]++;
        }
    }

    /**
     * The bin whose edges, as {@link #edge} gives them, hold the value: division alone may be off.
     */
    private int binOf(double value) {
        int bin = Math.min((int) ((value - low) / width), counts.length - 1);
        if (value < edge(bin)) {
            return bin - 1;
        }
        return bin + 1 < counts.length && value >= edge(bin + 1) ? bin + 1 : bin;
    }

    /** Lower edge of bin {@code i}; of {@code i = bins()} the upper edge of the last. */
    public double edge(int i) {
        return i == counts.length ? high : low + i * width;
    }

    /** Middle of bin {@code i}. */
    public double centre(int i) {
        return low + (i + 0.5) * width;
    }

    /** Number of bins. */
    public int bins() {
        return counts.length;
    }

    /** Lower edge of the first bin. */
    public double low() {
        return low;
    }

    /** Upper edge of the last bin. */
    public double high() {
        return high;
    }

    /** Entries in bin {@code i}. */
    public long count(int i) {
        return counts[i];
    }

    /** Entries by bin, a copy. */
    public long[] counts() {
        return counts.clone();
    }

    /** Entries below {@link #low}. */
    public long underflow() {
        return underflow;
    }

    /** Entries at {@link #high} or above. */
    public long overflow() {
        return overflow;
    }

    /** Entries that were NaN. */
    public long undefined() {
        return undefined;
    }

    /** All entries, wherever they lay. */
    public long entries() {
        long sum = underflow + overflow + undefined;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Forgets all entries. */
    public void clear() {
        Arrays.fill(counts, 0);
        underflow = 0;
        overflow = 0;
        undefined = 0;
    }
}
