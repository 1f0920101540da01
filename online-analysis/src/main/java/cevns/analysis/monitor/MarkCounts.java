package cevns.analysis.monitor;

import cevns.analysis.event.BeamState;
import cevns.analysis.event.Event;
import cevns.analysis.event.Exposure;
import cevns.analysis.event.LiveMarks;
import cevns.analysis.event.SettledMark;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.WindowConfig;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts C and AC and the exposure they are divided by. An event waits until its mark settles, so
 * that counts and exposure always speak of the same marks.
 *
 * <p>A mark is good when it is recorded, was really seen, has beam, and is matched with enough
 * confidence to a pulse without quality flags. Without any charge source a recorded mark is good.
 * Empty marks count for the null test when they are part of a minute or more of nothing else.
 */
public final class MarkCounts {

    private static final long BEAM_OFF_NS = 60_000_000_000L;

    private final BeamConfig config;
    private final LiveMarks live;
    private final TreeMap<Long, Pending> pending = new TreeMap<>();
    private final long[] marksByState = new long[BeamState.values().length];
    private final Exposure.Sum delivered = new Exposure.Sum();
    private final Exposure.Sum recorded = new Exposure.Sum();
    private final Exposure.Sum good = new Exposure.Sum();
    private final Pending counts = new Pending();
    private final Pending beamOff = new Pending();
    private final Pending maybeBeamOff = new Pending();
    private long emptySinceNs = Long.MAX_VALUE;
    private long settledMark = -1;

    private static final class Pending {
        long coincidence;
        long anticoincidence;

        void add(Pending other) {
            coincidence += other.coincidence;
            anticoincidence += other.anticoincidence;
        }

        void clear() {
            coincidence = 0;
            anticoincidence = 0;
        }
    }

    private static final Pending NOTHING = new Pending();

    public MarkCounts(BeamConfig config, LiveMarks live) {
        this.config = config;
        this.live = live;
    }

    /** An event that passed all cuts. */
    public void selected(Event event) {
        if (event.window() == null || event.mark() <= settledMark) {
            return;
        }
        Pending of = pending.computeIfAbsent(event.mark(), m -> new Pending());
        if (event.window() == WindowConfig.Kind.COINCIDENCE) {
            of.coincidence++;
        } else {
            of.anticoincidence++;
        }
    }

    /** A mark of which nothing more will be learned. */
    public void settled(SettledMark mark) {
        settledMark = mark.number();
        marksByState[mark.state().ordinal()]++;
        Pending events = pending.remove(mark.number());
        events = events == null ? NOTHING : events;
        boolean isRecorded = live.recorded(mark);
        if (isRecorded) {
            add(recorded, mark);
        }
        if (isRecorded && isGood(mark)) {
            add(good, mark);
            counts.add(events);
        }
        beamOff(mark, isRecorded ? events : NOTHING);
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

    private void beamOff(SettledMark mark, Pending events) {
        if (mark.state() != BeamState.EMPTY) {
            emptySinceNs = Long.MAX_VALUE;
            maybeBeamOff.clear();
            return;
        }
        emptySinceNs = Math.min(emptySinceNs, mark.timeNs());
        maybeBeamOff.add(events);
        if (mark.timeNs() - emptySinceNs >= BEAM_OFF_NS) {
            beamOff.add(maybeBeamOff);
            maybeBeamOff.clear();
        }
    }

    /** The account that takes each pulse of the accelerator's stream. */
    public Exposure.Sum delivered() {
        return delivered;
    }

    Snapshot.Exposures exposures(double timeLapse) {
        return new Snapshot.Exposures(
                account(delivered, timeLapse),
                account(recorded, timeLapse),
                account(good, timeLapse));
    }

    private static Snapshot.Account account(Exposure.Sum sum, double timeLapse) {
        Exposure e = sum.exposure();
        return new Snapshot.Account(
                e.marks(),
                Math.round(e.liveNs() * timeLapse),
                e.chargeCounts(),
                e.protons() * timeLapse,
                e.energyJ() * timeLapse,
                e.unknownMarks());
    }

    Snapshot.Counts counts() {
        Exposure e = good.exposure();
        long waiting = 0;
        for (Pending events : pending.values()) {
            waiting += events.coincidence + events.anticoincidence;
        }
        return new Snapshot.Counts(
                counts.coincidence,
                counts.anticoincidence,
                e.anticoincidenceNs() > 0
                        ? (double) e.liveNs() / e.anticoincidenceNs()
                        : Double.NaN,
                beamOff.coincidence,
                beamOff.anticoincidence,
                waiting);
    }

    Map<String, Long> marksByState() {
        return Words.counts(BeamState.values(), state -> marksByState[state.ordinal()]);
    }
}
