package cevns.analysis.event;

/**
 * Finds steps of the host's clock (beam-trigger-modes.md §6, 20): its ticks against the marks, by
 * the median of nine seconds, since marks may come in bursts. Nothing of the measurement uses the
 * host's time, so a step is only told.
 */
final class HostWatch {

    private static final int SECONDS = 9;
    private static final long STEP_NS = 500_000_000;

    private final RunningMedian differences = new RunningMedian(SECONDS);
    private long baseNs;
    private boolean hasBase;
    private long markBeforeNs;

    /**
     * Takes a second of the host's time.
     *
     * @param newestMarkNs newest mark on the reference clock
     * @return true when the host's clock is found to have stepped
     */
    boolean stepped(long hostNs, long newestMarkNs) {
        if (newestMarkNs == markBeforeNs) {
            clear();
            return false;
        }
        markBeforeNs = newestMarkNs;
        differences.add(hostNs - newestMarkNs);
        if (differences.count() < SECONDS) {
            return false;
        }
        long now = differences.median();
        boolean isStep = hasBase && Math.abs(now - baseNs) > STEP_NS;
        // A drift of the clocks is followed, a step is not.
        baseNs = now;
        hasBase = true;
        return isStep;
    }

    /** Begins anew: marks have stayed away, or their clock has jumped. */
    void clear() {
        differences.clear();
        hasBase = false;
    }
}
