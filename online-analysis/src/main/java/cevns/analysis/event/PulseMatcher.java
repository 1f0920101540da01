package cevns.analysis.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the beam pulse of each mark (beam-trigger-modes.md §4). Both are nearly periodic with the
 * same wandering period, so it first looks for the offset between the two clocks and only then
 * follows it.
 *
 * <ul>
 *   <li>Where the origin of the marks is known to better than a quarter period, the nearest pulse
 *       id is the candidate; five residuals that agree within 5 µs lock the offset.
 *   <li>Otherwise 1,200 marks are compared with the pulses by the pattern of their intervals
 *       ({@link IntervalPattern}); where the best offset does not clearly win, matches have
 *       confidence 1.
 *   <li>Locked, the offset is the running median of the residuals. A pulse off by more than 5 µs is
 *       not matched; twenty of them in a row open the lock again.
 * </ul>
 */
final class PulseMatcher {

    static final long RESIDUAL_NS = 5_000;

    /** What the clocks may be apart beyond the uncertainty that the source states. */
    private static final long MARGIN_NS = 500_000;

    private static final long INSERTED_RESIDUAL_NS = 50_000;
    private static final int FIRST = 5;
    private static final int FOLLOW = 9;
    private static final int LOST_AFTER = 20;
    private static final int SEARCH_EVERY = 300;
    private static final int LOOK_BACK = 600;

    private final TreeMap<Long, Mark> marks;
    private final TreeMap<Long, BeamPulse> unmatched = new TreeMap<>();
    private final RunningMedian offsets = new RunningMedian(FOLLOW);
    private final EmptyCycles emptyCycles;

    private long originUncertaintyNs = -1;
    private long offsetNs;
    private int lock;
    private int misses;
    private int sinceSearch;
    private int lastConfidence;
    private double lastResidualNs = Double.NaN;

    /**
     * @param marks marks that have not settled, by time; owned by the caller
     * @param emptyCycles the check that makes confidence 3
     */
    PulseMatcher(TreeMap<Long, Mark> marks, EmptyCycles emptyCycles) {
        this.marks = marks;
        this.emptyCycles = emptyCycles;
    }

    /** How far the origin of the marks may be off [ns]; −1 when nothing is known. */
    void originUncertainty(long ns) {
        originUncertaintyNs = ns;
    }

    /** Takes a new mark, already among {@code marks}. */
    void onMark(Mark mark, long periodNs) {
        if (lock == 0) {
            acquire(periodNs);
            return;
        }
        long id = mark.timeNs - offsetNs;
        BeamPulse pulse = nearest(unmatched, id);
        if (pulse != null && mark.pulse == null) {
            match(pulse, mark);
        }
    }

    /** Takes a new pulse. */
    void onPulse(BeamPulse pulse, long periodNs) {
        unmatched.put(pulse.idNs(), pulse);
        sinceSearch++;
        if (lock == 0) {
            acquire(periodNs);
            return;
        }
        follow(pulse, periodNs);
        if (lock == 1 && sinceSearch >= SEARCH_EVERY) {
            searchPattern(periodNs);
        }
    }

    /** Forgets pulses before this id that have found no mark: delivered, not recorded. */
    void forgetBefore(long idNs) {
        unmatched.headMap(idNs, false).clear();
    }

    private void follow(BeamPulse pulse, long periodNs) {
        Mark mark = nearest(marks, pulse.idNs() + offsetNs);
        if (mark == null) {
            return;
        }
        if (mark.pulse == null && match(pulse, mark)) {
            misses = 0;
            return;
        }
        boolean markMustBeThere = marks.lastKey() > pulse.idNs() + offsetNs + periodNs;
        if (markMustBeThere && ++misses >= LOST_AFTER) {
            lock = 0;
            misses = 0;
        }
    }

    private boolean match(BeamPulse pulse, Mark mark) {
        long residual = mark.timeNs - pulse.idNs() - offsetNs;
        if (Math.abs(residual) > (mark.inserted ? INSERTED_RESIDUAL_NS : RESIDUAL_NS)) {
            return false;
        }
        unmatched.remove(pulse.idNs());
        mark.pulse = pulse;
        mark.residualNs = residual;
        emptyCycles.on(pulse.state(), mark.inserted);
        mark.confidence = lock == 2 && emptyCycles.confirmed() ? 3 : lock;
        lastConfidence = mark.confidence;
        lastResidualNs = residual;
        if (!mark.inserted) {
            offsets.add(mark.timeNs - pulse.idNs());
            offsetNs = offsets.median();
        }
        return true;
    }

    private void acquire(long periodNs) {
        if (periodNs <= 0 || marks.isEmpty()) {
            return;
        }
        boolean unique = 2 * (originUncertaintyNs + MARGIN_NS) < periodNs;
        if (originUncertaintyNs >= 0 && unique) {
            acquireNearest(periodNs);
        } else if (sinceSearch >= SEARCH_EVERY) {
            searchPattern(periodNs);
        }
    }

    /** The newest pulses that have a mark nearby must agree on the offset. */
    private void acquireNearest(long periodNs) {
        RunningMedian candidates = new RunningMedian(FIRST);
        long smallest = Long.MAX_VALUE;
        long largest = Long.MIN_VALUE;
        int looked = 0;
        long reach = originUncertaintyNs + MARGIN_NS;
        for (BeamPulse pulse : unmatched.descendingMap().values()) {
            Mark mark = nearest(marks, pulse.idNs() + offsetNs);
            if (mark == null || ++looked > LOOK_BACK) {
                return;
            }
            if (mark.inserted || mark.pulse != null) {
                continue;
            }
            long offset = mark.timeNs - pulse.idNs();
            if (Math.abs(offset - offsetNs) > Math.max(periodNs / 4, reach)) {
                continue;
            }
            candidates.add(offset);
            smallest = Math.min(smallest, offset);
            largest = Math.max(largest, offset);
            if (candidates.count() == FIRST) {
                if (largest - smallest <= 2 * RESIDUAL_NS) {
                    lockAt(candidates.median(), 2);
                }
                return;
            }
        }
    }

    private void searchPattern(long periodNs) {
        sinceSearch = 0;
        long[] markTimes =
                marks.values().stream()
                        .filter(m -> !m.inserted && m.pulse == null)
                        .mapToLong(m -> m.timeNs)
                        .toArray();
        long[] ids = unmatched.keySet().stream().mapToLong(Long::longValue).toArray();
        IntervalPattern.Result found =
                IntervalPattern.search(markTimes, ids, periodNs, originUncertaintyNs);
        if (found != null) {
            lockAt(found.offsetNs(), found.clear() ? 2 : 1);
        }
    }

    private void lockAt(long offset, int confidence) {
        offsetNs = offset;
        lock = confidence;
        offsets.clear();
        misses = 0;
        // Backwards, so that the offset follows the clocks from the pairs it was found with.
        List<BeamPulse> waiting = new ArrayList<>(unmatched.descendingMap().values());
        for (BeamPulse pulse : waiting) {
            Mark mark = nearest(marks, pulse.idNs() + offsetNs);
            if (mark != null && mark.pulse == null) {
                match(pulse, mark);
            }
        }
        offsets.clear();
        offsetNs = offset;
    }

    private static <T> T nearest(TreeMap<Long, T> byTime, long timeNs) {
        Map.Entry<Long, T> before = byTime.floorEntry(timeNs);
        Map.Entry<Long, T> after = byTime.ceilingEntry(timeNs);
        if (before == null || after == null) {
            return before != null ? before.getValue() : after != null ? after.getValue() : null;
        }
        return timeNs - before.getKey() <= after.getKey() - timeNs
                ? before.getValue()
                : after.getValue();
    }

    /** Confidence of the newest match; 0 before the first. */
    int lastConfidence() {
        return lastConfidence;
    }

    /** Residual of the newest match [ns]; NaN before the first. */
    double lastResidualNs() {
        return lastResidualNs;
    }
}
