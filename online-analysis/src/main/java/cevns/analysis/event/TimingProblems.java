package cevns.analysis.event;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The list of intervals with problems: what was wrong, on which source, from when to when. The same
 * problem of a source within a minute continues its interval, so that the list stays as short as
 * the failures are few.
 */
public final class TimingProblems {

    /** Intervals that are kept, the newest. */
    static final int KEPT = 50;

    private static final long SAME_NS = 60_000_000_000L;

    private final ArrayDeque<Open> intervals = new ArrayDeque<>();
    private final TreeMap<Long, Open> newest = new TreeMap<>();
    private final long[] counts = new long[TimingProblem.values().length];

    /**
     * A stretch of time with a problem.
     *
     * @param sourceId the source it was seen on; 0 for the run as a whole
     * @param firstNs first time it was seen [ns since the Unix epoch]
     * @param lastNs last time it was seen [ns since the Unix epoch]
     * @param count how often
     */
    public record Interval(
            TimingProblem problem, int sourceId, long firstNs, long lastNs, long count) {}

    private static final class Open {
        final TimingProblem problem;
        final int sourceId;
        long firstNs;
        long lastNs;
        long count;

        Open(TimingProblem problem, int sourceId, long timeNs) {
            this.problem = problem;
            this.sourceId = sourceId;
            firstNs = timeNs;
            lastNs = timeNs;
        }

        boolean continues(long fromNs, long toNs) {
            return fromNs <= lastNs + SAME_NS && toNs >= firstNs - SAME_NS;
        }
    }

    /** A problem was seen at a time [ns since the Unix epoch]. */
    public void on(TimingProblem problem, int sourceId, long timeNs) {
        on(problem, sourceId, timeNs, timeNs, 1);
    }

    /** A problem was seen so many times from one time to another [ns since the Unix epoch]. */
    public void on(TimingProblem problem, int sourceId, long firstNs, long lastNs, long count) {
        counts[problem.ordinal()] += count;
        long key = ((long) problem.ordinal() << 32) | sourceId;
        Open open = newest.get(key);
        if (open == null || !open.continues(firstNs, lastNs)) {
            open = new Open(problem, sourceId, firstNs);
            newest.put(key, open);
            intervals.addLast(open);
            if (intervals.size() > KEPT) {
                intervals.removeFirst();
            }
        }
        open.firstNs = Math.min(open.firstNs, firstNs);
        open.lastNs = Math.max(open.lastNs, lastNs);
        open.count += count;
    }

    /**
     * A hole in a source's data; pulses that are missing are told by the marks that stay unknown.
     *
     * @param chargeSource source of the beam pulses
     */
    public void onLoss(LossView loss, int chargeSource) {
        boolean refusedByQueue = loss.cause() == LossCause.APPEND;
        if (refusedByQueue || loss.sourceId() != chargeSource) {
            on(
                    refusedByQueue ? TimingProblem.SLOW_DISK : TimingProblem.DATA_LOST,
                    loss.sourceId(),
                    loss.firstNs(),
                    loss.lastNs(),
                    1);
        }
    }

    /** How often a problem was seen in the run. */
    public long count(TimingProblem problem) {
        return counts[problem.ordinal()];
    }

    /** The newest intervals, in the order in which they began to be seen. */
    public List<Interval> intervals() {
        List<Interval> all = new ArrayList<>(intervals.size());
        for (Open open : intervals) {
            all.add(
                    new Interval(
                            open.problem, open.sourceId, open.firstNs, open.lastNs, open.count));
        }
        return all;
    }
}
