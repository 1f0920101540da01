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

    /** A pulse without a mark this long before the newest one has none [ns]. */
    private static final long CLAIMED_AFTER_NS = 2_000_000_000;

    private final TreeMap<Long, Mark> marks;
    private final TreeMap<Long, BeamPulse> unmatched = new TreeMap<>();
    private final RunningMedian offsets = new RunningMedian(FOLLOW);
    private final TreeMap<Long, BeamPulse> doubtful = new TreeMap<>();
    private final EmptyCycles emptyCycles;
    private final AcceleratorClock clock;
    private final TimingProblems problems;
    private final int sourceId;

    private long originUncertaintyNs = -1;
    private long firstMarkNs = Long.MAX_VALUE;
    private long claimedToNs = Long.MIN_VALUE;
    private long offsetNs;
    private int lock;
    private int misses;
    private int sinceSearch;
    private int lastConfidence;
    private double lastResidualNs = Double.NaN;

    /**
     * @param marks marks that have not settled, by time; owned by the caller
     * @param emptyCycles the check that makes confidence 3
     * @param clock the metronome's clock against the accelerator's time
     * @param sourceId source of the pulses
     */
    PulseMatcher(
            TreeMap<Long, Mark> marks,
            EmptyCycles emptyCycles,
            AcceleratorClock clock,
            int sourceId,
            TimingProblems problems) {
        this.marks = marks;
        this.emptyCycles = emptyCycles;
        this.clock = clock;
        this.sourceId = sourceId;
        this.problems = problems;
    }

    /** True when origins so far apart [ns] leave one pulse for a mark; −1 for not known. */
    static boolean isUnique(long uncertaintyNs, long periodNs) {
        return uncertaintyNs >= 0 && 2 * (uncertaintyNs + MARGIN_NS) < periodNs;
    }

    /** How far the origin of the marks may be off [ns]; −1 when nothing is known. */
    void originUncertainty(long ns) {
        originUncertaintyNs = ns;
    }

    /** The metronome's clock has begun anew: marks from before tell nothing of its origin now. */
    void onReset() {
        giveUp();
        firstMarkNs = Long.MAX_VALUE;
    }

    private void giveUp() {
        originUncertaintyNs = -1;
        lock = 0;
        misses = 0;
        sinceSearch = 0;
        emptyCycles.clear();
        clock.jumped();
    }

    /** The accelerator's time has stepped by whole seconds: the match goes on with it. */
    void onStep(long seconds) {
        clock.jumped();
        unmatched.putAll(doubtful);
        doubtful.clear();
        if (lock > 0) {
            lockAt(offsetNs - seconds * 1_000_000_000L, lock);
        }
    }

    /** Keeps a pulse whose id may be wrong until more have come. */
    void onDoubtful(BeamPulse pulse) {
        doubtful.put(pulse.idNs(), pulse);
    }

    /** Takes a new mark, already among {@code marks}. */
    void onMark(Mark mark, long periodNs) {
        firstMarkNs = Math.min(firstMarkNs, mark.timeNs);
        claim(mark.timeNs);
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
        doubtful.clear();
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

    /** Names pulses with beam that no mark can come for any more. */
    private void claim(long newestNs) {
        if (lock < 2) {
            return;
        }
        long toNs = newestNs - offsetNs - CLAIMED_AFTER_NS;
        if (toNs > claimedToNs) {
            unmatched.subMap(claimedToNs, toNs).values().forEach(this::unclaimed);
            claimedToNs = toNs;
        }
    }

    private void unclaimed(BeamPulse pulse) {
        boolean beam = pulse.state() == BeamState.BEAM || pulse.state() == BeamState.ABNORMAL;
        long atNs = pulse.idNs() + offsetNs;
        if (beam && atNs > firstMarkNs) {
            problems.on(TimingProblem.BEAM_WITHOUT_MARK, sourceId, atNs);
        }
    }

    private void follow(BeamPulse pulse, long periodNs) {
        Mark mark = nearest(marks, pulse.idNs() + offsetNs);
        if (mark != null && mark.pulse == null && match(pulse, mark)) {
            misses = 0;
            check(pulse.idNs(), periodNs);
            return;
        }
        if (lock == 2 && pulse.idNs() < claimedToNs) {
            unclaimed(pulse);
        }
        if (mark == null) {
            return;
        }
        boolean markMustBeThere = marks.lastKey() > pulse.idNs() + offsetNs + periodNs;
        if (markMustBeThere && ++misses >= LOST_AFTER) {
            lock = 0;
            misses = 0;
        }
    }

    /** The permanent tests against a match that is off by whole cycles. */
    private void check(long idNs, long periodNs) {
        if (lock == 2 && (emptyCycles.contradicts() || clock.contradicts(periodNs))) {
            problems.on(TimingProblem.NEIGHBOUR_CHARGE, sourceId, idNs + offsetNs);
            marks.values().forEach(this::unmatch);
            giveUp();
        }
    }

    private void unmatch(Mark mark) {
        if (mark.pulse != null) {
            unmatched.put(mark.pulse.idNs(), mark.pulse);
            mark.pulse = null;
            mark.confidence = 0;
            mark.residualNs = Double.NaN;
        }
    }

    private boolean match(BeamPulse pulse, Mark mark) {
        long residual = mark.timeNs - pulse.idNs() - offsetNs;
        if (Math.abs(residual) > (mark.inserted ? INSERTED_RESIDUAL_NS : RESIDUAL_NS)) {
            return false;
        }
        unmatched.remove(pulse.idNs());
        mark.pulse = pulse;
        emptyCycles.on(mark.number, pulse.state(), mark.inserted);
        mark.confidence = lock == 2 && emptyCycles.confirmed() ? 3 : lock;
        mark.residualNs = residual;
        if (lock == 2 && !mark.inserted) {
            double afterFit = clock.on(mark.timeNs, pulse.idNs());
            mark.residualNs = Double.isNaN(afterFit) ? residual : afterFit;
        }
        mark.clockSuspect = clock.isSuspect();
        lastConfidence = mark.confidence;
        lastResidualNs = mark.residualNs;
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
        if (isUnique(originUncertaintyNs, periodNs)) {
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
                        .filter(m -> !m.inserted && m.pulse == null && m.timeNs >= firstMarkNs)
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
        clock.jumped();
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
