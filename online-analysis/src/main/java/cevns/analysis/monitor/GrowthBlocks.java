package cevns.analysis.monitor;

import cevns.analysis.statistics.GoodnessOfFit;
import java.util.Arrays;

/**
 * Counts by blocks of good marks (statistics.md §1): AC must grow evenly with live triggers, the
 * excess with protons. When there are too many blocks they are joined two by two.
 */
public final class GrowthBlocks {

    private static final int MOST = 64;

    private final long[] marks = new long[MOST];
    private final long[] chargeCounts = new long[MOST];
    private final long[] coincidence = new long[MOST];
    private final long[] anticoincidence = new long[MOST];
    private int block;
    private long marksPerBlock;

    /**
     * @param marksPerBlock good marks of a block at first
     */
    GrowthBlocks(long marksPerBlock) {
        this.marksPerBlock = marksPerBlock;
    }

    /**
     * The blocks as the next run of a campaign goes on with them, without those not begun.
     *
     * @param marksPerBlock good marks of a complete block
     * @param marks good marks of each
     * @param chargeCounts their charge [10 pC]
     * @param coincidence counts C
     * @param anticoincidence counts AC
     */
    public record State(
            long marksPerBlock,
            long[] marks,
            long[] chargeCounts,
            long[] coincidence,
            long[] anticoincidence) {}

    /**
     * Blocks that go on from a state.
     *
     * @throws IllegalArgumentException if it is none
     */
    GrowthBlocks(State before) {
        marksPerBlock = before.marksPerBlock();
        int n = before.marks().length;
        if (marksPerBlock < 1
                || n > MOST
                || before.chargeCounts().length != n
                || before.coincidence().length != n
                || before.anticoincidence().length != n) {
            throw new IllegalArgumentException(
                    n + " blocks of " + marksPerBlock + " marks do not fit each other");
        }
        System.arraycopy(before.marks(), 0, marks, 0, n);
        System.arraycopy(before.chargeCounts(), 0, chargeCounts, 0, n);
        System.arraycopy(before.coincidence(), 0, coincidence, 0, n);
        System.arraycopy(before.anticoincidence(), 0, anticoincidence, 0, n);
        block = StrictMath.max(0, n - 1);
    }

    /** What there is to keep. */
    State state() {
        int n = begun();
        return new State(
                marksPerBlock,
                Arrays.copyOf(marks, n),
                Arrays.copyOf(chargeCounts, n),
                Arrays.copyOf(coincidence, n),
                Arrays.copyOf(anticoincidence, n));
    }

    private int begun() {
        return marks[0] == 0 ? 0 : block + 1;
    }

    /** Takes a good mark with its charge [10 pC]. */
    void mark(long charge) {
        if (marks[block] == marksPerBlock) {
            block++;
        }
        if (block == MOST) {
            join();
        }
        marks[block]++;
        chargeCounts[block] += StrictMath.max(0, charge);
    }

    /** Takes an event of the last mark. */
    void event(boolean inCoincidence) {
        (inCoincidence ? coincidence : anticoincidence)[block]++;
    }

    private void join() {
        join(marks);
        join(chargeCounts);
        join(coincidence);
        join(anticoincidence);
        marksPerBlock *= 2;
        block = MOST / 2;
    }

    private static void join(long[] counts) {
        for (int i = 0; i < MOST / 2; i++) {
            counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        Arrays.fill(counts, MOST / 2, MOST, 0);
    }

    /**
     * The blocks and what they say.
     *
     * @param alpha live time of C over that of AC
     * @param protonsPerCount protons that a count of charge stands for
     */
    Stability at(double alpha, double protonsPerCount) {
        int n = begun();
        double[] off = new double[n];
        double[] live = new double[n];
        double[] excess = new double[n];
        double[] variance = new double[n];
        double[] protons = new double[n];
        for (int i = 0; i < n; i++) {
            off[i] = anticoincidence[i];
            live[i] = marks[i];
            excess[i] = coincidence[i] - alpha * anticoincidence[i];
            variance[i] = coincidence[i] + alpha * alpha * anticoincidence[i];
            protons[i] = chargeCounts[i] * protonsPerCount;
        }
        double allMarks = Arrays.stream(live).sum();
        return new Stability(
                marksPerBlock,
                Arrays.copyOf(marks, n),
                protons,
                Arrays.copyOf(coincidence, n),
                Arrays.copyOf(anticoincidence, n),
                allMarks > 0 ? Arrays.stream(off).sum() / allMarks : Double.NaN,
                n == 0 ? NOTHING : GoodnessOfFit.constant(off, live),
                n == 0 ? NOTHING : GoodnessOfFit.kolmogorov(off, live),
                n == 0 ? NOTHING : GoodnessOfFit.proportional(excess, variance, protons),
                n == 0 ? NOTHING : GoodnessOfFit.growth(excess, variance, protons));
    }

    private static final GoodnessOfFit.Result NOTHING =
            new GoodnessOfFit.Result(Double.NaN, 0, Double.NaN);
}
