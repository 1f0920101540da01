package cevns.analysis.event;

import cevns.daq.record.SourceInfo;
import java.util.ArrayDeque;

/**
 * The clock of one board against that of the metronome, from the timing pulses that both have seen
 * (beam-trigger-modes.md §4.2): a line through the last 600 pairs. A jump begins a new segment and
 * is never averaged over, nor is a change of rate.
 *
 * <p>Where the origins of the two clocks do not tell which cycle is which, or after a jump of
 * unknown size, the cycles are found by the pattern of their intervals; until then, and where the
 * pattern does not tell either, the board has no place on the reference clock.
 */
final class BoardClock {

    private static final int WINDOW = 600;
    private static final double CLIP_FLOOR_NS = 20;
    private static final int FIRST = 5;
    private static final int SURE = 5;

    /** Outliers that agree to so many ticks or standard deviations are of a jump. */
    private static final double JUMP_TICKS = 4;

    private static final double JUMP_SIGMA = 8;
    private static final double STEP_TICKS = 0.75;
    private static final int STABLE = 3;

    /** Less than half a period: a pair further apart could be of two cycles. */
    static final long PAIR_NS = 8_000_000;

    private static final double EARLY_TOLERANCE_NS = 50_000;
    private static final double TOLERANCE_NS = 100;
    private static final double TOLERANCE_SIGMA = 20;
    private static final double JITTER_TICKS = 2;
    private static final int SEARCH_EVERY = 60;
    private static final int MOST_WAITING = TimeAlignment.KEPT;

    /** With so many marks every offset in question has been looked at. */
    private static final int ENOUGH = IntervalPattern.NEEDED + IntervalPattern.CYCLES;

    private final int sourceId;
    private final MarkRing reference;
    private final TimingProblems problems;
    private final ClockFit fit = new ClockFit(WINDOW, ClockFit.UPDATE, CLIP_FLOOR_NS);
    private final RunningMedian first = new RunningMedian(FIRST);
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final MarkRing own = new MarkRing(MOST_WAITING);
    private final ClockJumps jumps = new ClockJumps();

    private boolean aligned = true;
    private long uncertaintyNs;
    private double tickNs = Double.NaN;
    private int segment;
    private long offsetNs;
    private final double[] outlier = new double[SURE];
    private int outliers;
    private int sinceSearch;
    private int unstable;
    private double residualNs = Double.NaN;

    /**
     * @param reference the newest marks of the metronome; owned by the caller
     */
    BoardClock(int sourceId, MarkRing reference, TimingProblems problems) {
        this.sourceId = sourceId;
        this.reference = reference;
        this.problems = problems;
    }

    /**
     * The device says who it is, at the start and after each reconnect.
     *
     * @param togetherNs how far the origins of this clock and of the metronome's may be apart [ns];
     *     −1 when nothing is known
     * @param shiftNs what is added to the metronome's times at present [ns]
     */
    void onInfo(SourceInfo info, long togetherNs, long shiftNs) {
        tickNs = info.tickFs() > 0 ? info.tickFs() * 1e-6 : Double.NaN;
        jumps.turn(tickNs, info.counterBits());
        if (fit.isValid()) {
            segment++;
        }
        offsetNs = shiftNs;
        begin(PulseMatcher.isUnique(togetherNs, 2 * PAIR_NS), togetherNs);
    }

    private void begin(boolean knowsItsCycle, long apartNs) {
        aligned = knowsItsCycle;
        uncertaintyNs = apartNs;
        fit.clear();
        first.clear();
        waiting.clear();
        own.clear();
        outliers = 0;
        sinceSearch = 0;
        jumps.clear();
    }

    /** The metronome's own clock has jumped: what was known of its distance is void. */
    void onReferenceJump() {
        segment++;
        begin(false, -1);
    }

    /** The board has told of a hole in its data [ns]. */
    void onHole(long lengthNs) {
        jumps.hole(lengthNs);
    }

    /** A timing pulse of this board, on its own clock [ns since the Unix epoch]. */
    void onMark(long timeNs, long periodNs) {
        long referenceNs = reference.count() == 0 ? 0 : reference.newest();
        if (!jumps.accepts(timeNs, referenceNs)) {
            if (jumps.isSure() && !jumps.mayBeOfBoth()) {
                jump(timeNs);
            }
            return;
        }
        if (aligned) {
            waiting.add(timeNs);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
            pairWaiting();
        } else {
            own.add(timeNs);
            if (++sinceSearch >= SEARCH_EVERY && own.count() >= IntervalPattern.NEEDED) {
                search(periodNs);
            }
        }
    }

    /** Pairs what has waited for the metronome's mark. */
    void pairWaiting() {
        if (!aligned || reference.count() == 0) {
            return;
        }
        while (!waiting.isEmpty()) {
            long t = waiting.peekFirst();
            long expected = t + offsetNs(t);
            if (expected > reference.newest() + PAIR_NS) {
                return;
            }
            waiting.removeFirst();
            long pair = reference.nearest(expected);
            if (Math.abs(pair - expected) < PAIR_NS) {
                pair(t, pair - t);
            }
        }
    }

    private void pair(long t, long difference) {
        double residual = fit.isValid() ? difference - fit.at(t) : difference - offsetNs;
        double tolerance = PAIR_NS;
        if (fit.isValid()) {
            tolerance = Math.max(TOLERANCE_NS, TOLERANCE_SIGMA * fit.rmsNs());
        } else if (first.count() == FIRST) {
            tolerance = EARLY_TOLERANCE_NS;
        }
        if (Math.abs(residual) > tolerance) {
            if (!isSureOutlier(residual)) {
                return;
            }
            // No change of rate makes as much of five marks.
            boolean isFar = Math.abs(outlier[0]) > EARLY_TOLERANCE_NS;
            newSegment(
                    isFar || isJump() ? TimingProblem.CLOCK_JUMP : TimingProblem.CLOCK_RATE,
                    t + difference);
            if (isFar) {
                // What shows of a jump is the part of a cycle; how many cycles more it does not.
                begin(false, -1);
                own.add(t);
                return;
            }
            fit.clear();
            first.clear();
        }
        outliers = 0;
        residualNs = residual;
        first.add(difference);
        offsetNs = first.median();
        if (fit.add(t, difference)) {
            update(t + difference);
        }
    }

    /** True with the fifth outlier in a row on the same side. */
    private boolean isSureOutlier(double residual) {
        boolean sameSide = outliers > 0 && residual > 0 == outlier[0] > 0;
        outliers = sameSide ? outliers : 0;
        outlier[outliers++] = residual;
        return outliers == SURE;
    }

    /** True where the outliers stay where they are; after a change of rate they grow. */
    private boolean isJump() {
        double low = outlier[0];
        double high = outlier[0];
        for (double residual : outlier) {
            low = Math.min(low, residual);
            high = Math.max(high, residual);
        }
        return !fit.isValid()
                || high - low <= JUMP_TICKS * tickNs
                || high - low <= JUMP_SIGMA * fit.rmsNs();
    }

    private void update(long timeNs) {
        boolean stepped = Math.abs(fit.offsetStep()) > STEP_TICKS * tickNs;
        boolean changedRate = fit.rateStep() != 0;
        unstable = Math.max(0, unstable - 1);
        if (changedRate || stepped) {
            newSegment(changedRate ? TimingProblem.CLOCK_RATE : TimingProblem.CLOCK_JUMP, timeNs);
            fit.keepNewest();
        } else {
            fit.refit();
        }
        if (fit.rmsNs() > JITTER_TICKS * tickNs) {
            problems.on(TimingProblem.MARK_JITTER, sourceId, timeNs);
        }
    }

    private void newSegment(TimingProblem why, long timeNs) {
        segment++;
        unstable = why == TimingProblem.CLOCK_RATE ? STABLE : unstable;
        problems.on(why, sourceId, timeNs);
    }

    private void jump(long timeNs) {
        long turns = jumps.turnsNs();
        newSegment(
                turns != 0 ? TimingProblem.ROLLOVER : TimingProblem.CLOCK_JUMP,
                reference.count() == 0 ? timeNs : reference.newest());
        long now = offsetNs(timeNs);
        if (turns != 0) {
            // A whole turn is known to the ns: the line goes on, shifted.
            begin(true, 0);
            offsetNs = now - turns;
            waiting.add(timeNs);
        } else {
            begin(false, -1);
            offsetNs = now - jumps.byNs();
        }
    }

    private void search(long periodNs) {
        sinceSearch = 0;
        IntervalPattern.Result found =
                IntervalPattern.search(
                        reference.toArray(0), own.toArray(offsetNs), periodNs, uncertaintyNs);
        if (found == null) {
            return;
        }
        if (!found.clear()) {
            if (own.count() >= ENOUGH) {
                problems.on(TimingProblem.START_AMBIGUOUS, sourceId, reference.newest());
            }
            return;
        }
        aligned = true;
        offsetNs += found.offsetNs();
        for (int i = Math.max(0, own.count() - WINDOW); i < own.count(); i++) {
            waiting.add(own.get(i));
        }
        own.clear();
        pairWaiting();
    }

    /** What to add to a time of this board to have it on the reference clock [ns]. */
    long offsetNs(long timeNs) {
        return fit.isValid() ? Math.round(fit.at(timeNs)) : offsetNs;
    }

    /** True when the board's times have a place on the reference clock. */
    boolean isAligned() {
        return aligned;
    }

    /** True until three seconds are stable after a change of rate. */
    boolean isSuspect() {
        return unstable > 0;
    }

    /** How it stands. */
    ClockState state() {
        double faster = fit.isValid() ? -fit.slope() / (1 + fit.slope()) : Double.NaN;
        return new ClockState(
                sourceId, segment, aligned, isSuspect(), 1e6 * faster, residualNs, fit.rmsNs());
    }
}
