package cevns.analysis.event;

import java.util.Arrays;

/**
 * The metronome's clock against the accelerator's time, {@code t_A = alpha + beta · t}, from the
 * pairs that are matched by residual (beam-trigger-modes.md §4.3): a line through a minute of them,
 * and every 25 s a check by the pattern of their intervals that the match is not off by a cycle.
 */
final class AcceleratorClock {

    private static final int WINDOW = 3_600;

    /**
     * Pulse ids are in whole µs. Where the period is nearly that too, a second of them can be off
     * by one in a row, which looks like 1 ppm; five seconds look like a fifth.
     */
    private static final int STRETCH = 300;

    private static final double CLIP_NS = 5_000;
    private static final int STABLE = 3;

    /** Twice what quantisation and jitter of the pulse ids make. */
    private static final double MOST_RMS_NS = 1_200;

    private static final int PATTERN = 1_500;
    private static final int PATTERN_CYCLES = 3;

    private final int sourceId;
    private final TimingProblems problems;
    private final ClockFit fit = new ClockFit(WINDOW, STRETCH, CLIP_NS);
    private final long[] marks = new long[PATTERN];
    private final long[] ids = new long[PATTERN];
    private int pairs;
    private int segment;
    private int unstable;
    private double residualNs = Double.NaN;

    AcceleratorClock(int sourceId, TimingProblems problems) {
        this.sourceId = sourceId;
        this.problems = problems;
    }

    /** Begins a new segment: the one or the other time has jumped. */
    void jumped() {
        if (fit.count() > 0) {
            segment++;
            fit.clear();
        }
        pairs = 0;
    }

    /**
     * Takes a pair that is matched by its residual.
     *
     * @return residual after the fit, mark minus pulse id [ns]; NaN before there is one
     */
    double on(long markNs, long idNs) {
        residualNs = fit.isValid() ? fit.at(markNs) - (idNs - markNs) : Double.NaN;
        if (fit.add(markNs, idNs - markNs)) {
            update(markNs);
        }
        if (pairs < PATTERN) {
            marks[pairs] = markNs;
            ids[pairs] = idNs;
            pairs++;
        }
        return residualNs;
    }

    private void update(long timeNs) {
        if (fit.rateStep() == 0) {
            unstable = Math.max(0, unstable - 1);
            fit.refit();
        } else {
            unstable = STABLE;
            segment++;
            problems.on(TimingProblem.CLOCK_RATE, sourceId, timeNs);
            fit.keepNewest();
        }
        if (fit.rmsNs() > MOST_RMS_NS) {
            problems.on(TimingProblem.MARK_JITTER, sourceId, timeNs);
        }
    }

    /**
     * True when enough pairs are there and the pattern of their intervals says clearly that marks
     * belong to other cycles than those they were matched with.
     *
     * @param periodNs about one cycle [ns]
     */
    boolean contradicts(long periodNs) {
        if (pairs < PATTERN || periodNs <= 0) {
            return false;
        }
        long matched = marks[pairs - 1] - ids[pairs - 1];
        Arrays.sort(marks);
        Arrays.sort(ids);
        pairs = 0;
        long[] shifted = ids.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += matched;
        }
        IntervalPattern.Result found =
                IntervalPattern.search(marks, shifted, periodNs, PATTERN_CYCLES * periodNs);
        return found != null && found.clear() && Math.abs(found.offsetNs()) > periodNs / 2;
    }

    /** True until three seconds are stable after a change of rate. */
    boolean isSuspect() {
        return unstable > 0;
    }

    /** How the metronome's clock stands; it runs faster where beta is below 1. */
    ClockState state() {
        double faster = fit.isValid() ? -fit.slope() / (1 + fit.slope()) : Double.NaN;
        return new ClockState(
                sourceId, segment, true, isSuspect(), 1e6 * faster, residualNs, fit.rmsNs());
    }
}
