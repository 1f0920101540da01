package cevns.analysis.pulse;

/**
 * Finds the flat stretch that a closed linear gate leaves in a trace: at least so many consecutive
 * samples within ±1 count of one level, whatever the level (selection.md §1.2).
 */
final class LinearGate {

    /** Of a stretch so many samples are probed before every sample of the trace is looked at. */
    private static final int PROBES = 8;

    private LinearGate() {}

    /**
     * True when {@code length} consecutive samples lie within ±1 count of a level.
     *
     * @param length 1 or more
     */
    static boolean closed(Samples samples, int length) {
        // Such a stretch holds at least length / step samples at multiples of the step, which
        // agree.
        int step = Math.max(1, length / PROBES);
        return longestRun(samples, step) >= length / step
                && (step == 1 || longestRun(samples, 1) >= length);
    }

    /** Longest run of samples {@code 0, step, 2·step, …} within ±1 count of a level. */
    private static int longestRun(Samples samples, int step) {
        int longest = 0;
        int before = 0;
        // Length of the run that ends here, for the three levels that this sample is within ±1 of.
        int below = 0;
        int same = 0;
        int above = 0;
        for (int i = 0; i < samples.count(); i += step) {
            int y = samples.at(i);
            int lowest = below;
            int middle = same;
            int highest = above;
            int rise = i == 0 ? Integer.MAX_VALUE : y - before;
            below = 1 + (rise == 0 ? lowest : rise == 1 ? middle : rise == 2 ? highest : 0);
            same = 1 + (rise == 0 ? middle : rise == 1 ? highest : rise == -1 ? lowest : 0);
            above = 1 + (rise == 0 ? highest : rise == -1 ? middle : rise == -2 ? lowest : 0);
            longest = Math.max(longest, Math.max(same, Math.max(below, above)));
            before = y;
        }
        return longest;
    }
}
