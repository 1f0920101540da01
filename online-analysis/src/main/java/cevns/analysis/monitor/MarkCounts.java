package cevns.analysis.monitor;

import cevns.analysis.event.BeamState;
import cevns.analysis.event.Event;
import cevns.analysis.event.Exposure;
import cevns.analysis.event.LiveMarks;
import cevns.analysis.event.SettledMark;
import cevns.analysis.event.TimingProblem;
import cevns.analysis.event.TimingProblems;
import cevns.daq.config.BeamConfig;
import cevns.daq.record.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts C and AC and the exposure they are divided by. An event waits until its mark settles, so
 * that counts and exposure always speak of the same marks.
 *
 * <p>A mark is good when it is recorded, was really seen, has beam, and is matched with enough
 * confidence to a pulse without quality flags; and nobody has noted that the data are bad. Without
 * any charge source a recorded mark is good. Empty marks count for the null test when they are part
 * of a minute or more of nothing else.
 */
public final class MarkCounts {

    private static final long BEAM_OFF_NS = 60_000_000_000L;

    /** Looked at with every event, so that a limit must be far out. */
    private static final double UNEQUAL_SIGMA = 5;

    private static final long LEAST_BEAM_OFF = 20;

    private final BeamConfig config;
    private final LiveMarks live;
    private final GoodEvents goodEvents;
    private final TimingProblems problems;
    private final TreeMap<Long, List<GoodEvent>> pending = new TreeMap<>();
    private final long[] marksByState = new long[BeamState.values().length];
    private final Exposure.Sum delivered = new Exposure.Sum();
    private final Exposure.Sum recorded = new Exposure.Sum();
    private final Exposure.Sum good = new Exposure.Sum();
    private final Pair counts = new Pair();
    private final Pair beamOff = new Pair();
    private final Pair maybeBeamOff = new Pair();
    private long emptySinceNs = Long.MAX_VALUE;
    private final QualityFlags flags = new QualityFlags();
    private long settledMark = -1;

    /** Takes good marks and their selected events. */
    public interface GoodEvents {

        /**
         * The next good mark; its events follow.
         *
         * @param offLive live time of AC over that of C of this mark
         */
        void mark(SettledMark mark, double offLive);

        /**
         * The next event of the last mark, in the order of the marks.
         *
         * @param good exposure of this run's good marks up to its own
         */
        void on(GoodEvent event, Exposure good);
    }

    private static final class Pair {
        long coincidence;
        long anticoincidence;

        void add(List<GoodEvent> events) {
            for (GoodEvent event : events) {
                if (event.inCoincidence()) {
                    coincidence++;
                } else {
                    anticoincidence++;
                }
            }
        }

        void add(Pair other) {
            coincidence += other.coincidence;
            anticoincidence += other.anticoincidence;
        }

        boolean isEmpty() {
            return coincidence == 0 && anticoincidence == 0;
        }

        void clear() {
            coincidence = 0;
            anticoincidence = 0;
        }
    }

    /**
     * @param goodEvents told of each good mark when it settles, and of its selected events
     * @param problems told when C and AC differ without beam
     */
    public MarkCounts(
            BeamConfig config, LiveMarks live, GoodEvents goodEvents, TimingProblems problems) {
        this.problems = problems;
        this.config = config;
        this.live = live;
        this.goodEvents = goodEvents;
    }

    /** An event that passed all cuts. */
    public void selected(Event event) {
        if (event.window() == null || event.mark() <= settledMark) {
            return;
        }
        pending.computeIfAbsent(event.mark(), m -> new ArrayList<>()).add(GoodEvent.of(event));
    }

    /** A mark of which nothing more will be learned. */
    public void settled(SettledMark mark) {
        settledMark = mark.number();
        marksByState[mark.state().ordinal()]++;
        List<GoodEvent> waiting = pending.remove(mark.number());
        List<GoodEvent> events = waiting == null ? List.of() : waiting;
        boolean isRecorded = live.recorded(mark);
        boolean isFlagged = flags.settles(mark.number());
        if (isRecorded) {
            add(recorded, mark);
        }
        if (isRecorded && !isFlagged && isGood(mark)) {
            add(good, mark);
            counts.add(events);
            double offLive = (double) live.anticoincidenceNs(mark) / live.coincidenceNs();
            goodEvents.mark(mark, live.coincidenceNs() > 0 ? offLive : 0);
            Exposure upToNow = good.exposure();
            events.forEach(event -> goodEvents.on(event, upToNow));
        }
        beamOff(mark, isRecorded && !isFlagged ? events : List.of());
        live.forget(mark);
    }

    private void add(Exposure.Sum sum, SettledMark mark) {
        sum.add(mark.chargeCounts(), mark.kineticEv());
        sum.live(live.coincidenceNs(), live.anticoincidenceNs(mark));
    }

    private boolean isGood(SettledMark mark) {
        if (config.charge() == BeamConfig.Charge.NONE) {
            return true;
        }
        return mark.state() == BeamState.BEAM
                && mark.confidence() >= config.goodConfidence()
                && mark.quality() == 0
                && !mark.inserted();
    }

    private void beamOff(SettledMark mark, List<GoodEvent> events) {
        if (mark.state() != BeamState.EMPTY) {
            emptySinceNs = Long.MAX_VALUE;
            maybeBeamOff.clear();
            return;
        }
        emptySinceNs = Math.min(emptySinceNs, mark.timeNs());
        maybeBeamOff.add(events);
        if (mark.timeNs() - emptySinceNs >= BEAM_OFF_NS && !maybeBeamOff.isEmpty()) {
            beamOff.add(maybeBeamOff);
            maybeBeamOff.clear();
            compareWindows(mark.timeNs());
        }
    }

    /** Without beam C and AC must have the same rate. */
    private void compareWindows(long timeNs) {
        double alpha = recorded.exposure().alpha();
        double c = beamOff.coincidence;
        double ac = beamOff.anticoincidence;
        boolean enough = c + ac >= LEAST_BEAM_OFF && !Double.isNaN(alpha);
        // The variance under the hypothesis that both rates are the same.
        double error = Math.sqrt(alpha * (c + ac));
        if (enough && Math.abs(c - alpha * ac) > UNEQUAL_SIGMA * error) {
            problems.on(TimingProblem.WINDOWS_UNEQUAL, 0, timeNs);
        }
    }

    /**
     * Somebody has noted something about the quality of the data.
     *
     * @param newestMark number of the newest mark; the note is about those after it
     */
    public void onNote(Note note, long newestMark) {
        flags.onNote(note, newestMark);
    }

    /** Why the marks that come now are not good; null without a flag. */
    String qualityFlag() {
        return flags.now();
    }

    /** The account that takes each pulse of the accelerator's stream. */
    public Exposure.Sum delivered() {
        return delivered;
    }

    /** What this run has counted so far. */
    public Totals totals() {
        return new Totals(
                delivered.exposure(),
                recorded.exposure(),
                good.exposure(),
                counts.coincidence,
                counts.anticoincidence,
                beamOff.coincidence,
                beamOff.anticoincidence);
    }

    /**
     * Selected events of marks that have not settled.
     *
     * @param blind true to leave out those in C
     */
    long pendingEvents(boolean blind) {
        long waiting = 0;
        for (List<GoodEvent> events : pending.values()) {
            for (GoodEvent event : events) {
                waiting += blind && event.inCoincidence() ? 0 : 1;
            }
        }
        return waiting;
    }

    Map<String, Long> marksByState() {
        return Words.counts(BeamState.values(), state -> marksByState[state.ordinal()]);
    }
}
