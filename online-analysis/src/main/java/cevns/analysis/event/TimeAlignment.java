package cevns.analysis.event;

import java.util.TreeMap;

/**
 * Puts the time of each source on the reference clock, that of the metronome, from the timing
 * pulses that both have seen (beam-trigger-modes.md §4.2). The offset of a source is the median of
 * its last five pairs, so it follows a free-running oscillator to within what it drifts in some
 * periods: at 30 ppm about one µs. Sources without timing pulses of their own keep their time: they
 * share the reference clock, or the host's.
 */
public final class TimeAlignment {

    private static final int PAIRS = 5;

    /** Less than half a period: a pair further apart could be of two cycles. */
    private static final long PAIR_NS = 8_000_000;

    private final int reference;
    private final TreeMap<Integer, Clock> clocks = new TreeMap<>();
    private long referenceNs = Long.MIN_VALUE;

    private static final class Clock {
        final RunningMedian offsets = new RunningMedian(PAIRS);
        long newestNs;
        boolean paired = true;
        long offsetNs;
    }

    /** {@code reference} is the source of the metronome; 0 for none. */
    public TimeAlignment(int reference) {
        this.reference = reference;
    }

    /** A timing pulse as a source saw it, on its own clock. */
    public void onMark(int sourceId, long timeNs) {
        if (sourceId == reference) {
            referenceNs = timeNs;
            clocks.values().forEach(this::pair);
            return;
        }
        Clock clock = clocks.computeIfAbsent(sourceId, id -> new Clock());
        clock.newestNs = timeNs;
        clock.paired = false;
        pair(clock);
    }

    private void pair(Clock clock) {
        if (clock.paired || referenceNs == Long.MIN_VALUE) {
            return;
        }
        long offset = referenceNs - clock.newestNs;
        if (Math.abs(offset - clock.offsetNs) < PAIR_NS) {
            clock.offsets.add(offset);
            clock.offsetNs = clock.offsets.median();
            clock.paired = true;
        }
    }

    /** What to add to a time of this source to have it on the reference clock [ns]. */
    public long offsetNs(int sourceId) {
        if (sourceId == reference || clocks.isEmpty()) {
            return 0;
        }
        Clock clock = clocks.get(sourceId);
        return clock == null ? 0 : clock.offsetNs;
    }
}
