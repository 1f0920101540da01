package cevns.analysis.pulse;

/**
 * Finds the flat stretch that a closed linear gate leaves in a trace: at least so many consecutive
 * samples within ±1 count of one level, whatever the level (selection.md §1.2).
 */
final class LinearGate {

    /** Samples within ±1 count of a level differ by no more. */
    private static final int SPREAD = 2;

    private LinearGate() {}

    /**
     * True when {@code length} consecutive samples lie within ±1 count of a level.
     *
     * <p>A stretch is looked at from its end, and where a sample does not agree with those behind
     * it, no stretch that holds it and the end can be flat: the next one begins right after it. In
     * noise that takes a few samples for each {@code length} of the trace.
     *
     * @param length 1 or more
     */
    static boolean closed(Samples samples, int length) {
        int from = 0;
        while (from + length <= samples.count()) {
            int differs = lastThatDiffers(samples, from, from + length);
            if (differs < from) {
                return true;
            }
            from = differs + 1;
        }
        return false;
    }

    /** The last sample of {@code [from, to)} that does not agree with those behind it. */
    private static int lastThatDiffers(Samples samples, int from, int to) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int i = to - 1; i >= from; i--) {
            int y = samples.at(i);
            low = Math.min(low, y);
            high = Math.max(high, y);
            if (high - low > SPREAD) {
                return i;
            }
        }
        return from - 1;
    }
}
