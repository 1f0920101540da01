package cevns.analysis.event;

/**
 * Numbers the marks of the metronome from 0, puts in those that were missed and refuses those that
 * are none (beam-trigger-modes.md §6, 1 to 3). The period is never a constant: it is the median of
 * the last 600 intervals.
 *
 * <p>Refused marks that follow each other at the period say that the phase is theirs now: with the
 * fifth of them the train goes on from there. So neither a noise pulse nor one corrupt time can
 * lead it away. Time that goes backwards is refused for good.
 */
final class MarkTrain {

    /** Told of each mark in order. */
    interface Sink {
        void mark(long number, long timeNs, boolean inserted);
    }

    /** Why a mark was refused. */
    enum Refusal {
        /** Another signal than the one the configuration names. */
        SIGNAL,
        /** Too soon after the last mark: ringing, a reflection. */
        DUPLICATE,
        /** Not at the phase of the others. */
        NOISE,
        /** Earlier than the last mark, or far from every clock of the run. */
        CLOCK
    }

    static final long DUPLICATE_NS = 15_000_000;
    static final long PHASE_NS = 50_000;

    private static final int HISTORY = 600;
    private static final int ENOUGH = 10;
    private static final int RELOCK = 5;
    private static final long MOST_INSERTED = 3_600;

    private final Sink sink;
    private final RunningMedian intervals = new RunningMedian(HISTORY);
    private final long[] refused = new long[Refusal.values().length];
    private long number = -1;
    private long lastNs;
    private long lastIntervalNs = -1;
    private long inserted;
    private long lastRefusedNs;
    private int refusedInStep;
    private Refusal lastRefusal;
    private long relocks;

    MarkTrain(Sink sink) {
        this.sink = sink;
    }

    /** Takes a mark; true when it is one. */
    boolean on(long timeNs) {
        if (number < 0) {
            next(timeNs, 1);
            return true;
        }
        long dt = timeNs - lastNs;
        if (dt <= -DUPLICATE_NS) {
            refuse(Refusal.CLOCK);
            return false;
        }
        if (dt < DUPLICATE_NS) {
            refuse(Refusal.DUPLICATE);
            return false;
        }
        long steps = steps(dt);
        boolean settled = intervals.count() >= ENOUGH;
        if (steps > MOST_INSERTED || settled && (steps < 1 || !inPhase(dt, steps))) {
            return noise(timeNs, dt);
        }
        next(timeNs, Math.max(1, steps));
        return true;
    }

    void refuse(Refusal why) {
        refused[why.ordinal()]++;
        lastRefusal = why;
    }

    /** Before {@link #ENOUGH} intervals are known, the smallest of them is taken for the period. */
    private long steps(long dt) {
        long period = intervals.count() < ENOUGH ? intervals.smallest() : intervals.median();
        return period == 0 ? 1 : (dt + period / 2) / period;
    }

    private boolean inPhase(long dt, long steps) {
        return Math.abs(dt - steps * intervals.median()) <= PHASE_NS * steps;
    }

    private boolean noise(long timeNs, long dt) {
        long sinceRefused = timeNs - lastRefusedNs;
        boolean inStep = Math.abs(sinceRefused - intervals.median()) <= PHASE_NS;
        refusedInStep = inStep ? refusedInStep + 1 : 1;
        lastRefusedNs = timeNs;
        if (refusedInStep < RELOCK) {
            refuse(Refusal.NOISE);
            return false;
        }
        refusedInStep = 0;
        long steps = Math.max(1, steps(dt));
        // After a hole too long to be filled the phase is new, but no clock has jumped.
        relocks += steps > MOST_INSERTED ? 0 : 1;
        next(timeNs, steps > MOST_INSERTED ? 1 : steps);
        return true;
    }

    private void next(long timeNs, long steps) {
        long dt = timeNs - lastNs;
        for (long i = 1; i < steps; i++) {
            sink.mark(++number, lastNs + dt * i / steps, true);
            inserted++;
        }
        if (number >= 0) {
            lastIntervalNs = dt / steps;
            if (Math.abs(lastIntervalNs - intervals.median()) <= PHASE_NS
                    || intervals.count() < ENOUGH) {
                intervals.add(lastIntervalNs);
            }
        }
        lastNs = timeNs;
        refusedInStep = 0;
        sink.mark(++number, timeNs, false);
    }

    /** Number of the newest mark; −1 before the first. */
    long newest() {
        return number;
    }

    /** Time of the newest mark. */
    long newestNs() {
        return lastNs;
    }

    /** Median of the last intervals [ns]; 0 before the second mark. */
    long periodNs() {
        return intervals.median();
    }

    /** Last interval [ns]; −1 before the second mark. */
    long lastIntervalNs() {
        return lastIntervalNs;
    }

    long inserted() {
        return inserted;
    }

    /** Why the last mark was refused that was; null before the first. */
    Refusal lastRefusal() {
        return lastRefusal;
    }

    /** How often the marks went on at another phase. */
    long relocks() {
        return relocks;
    }

    /** Median distance of the last intervals from their median [ns]. */
    long spreadNs() {
        return intervals.spread();
    }

    long refused(Refusal why) {
        return refused[why.ordinal()];
    }
}
