package cevns.analysis.event;

import cevns.daq.record.LossView;
import cevns.daq.record.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the time of each source on the reference clock, that of the metronome, from the timing
 * pulses that both have seen; how is {@link BoardClock}. Sources without timing pulses of their own
 * keep their time: they share the reference clock, or the host's.
 */
public final class TimeAlignment {

    /** Marks that are kept to find cycles by their pattern. */
    static final int KEPT = 2_400;

    /** Boards that one signal starts begin to count so near to each other: cables, run delays. */
    private static final long SAME_START_NS = 1_000_000;

    private final int reference;
    private final TimingProblems problems;
    private final TreeMap<Integer, BoardClock> clocks = new TreeMap<>();
    private final TreeMap<Integer, SourceInfo> infos = new TreeMap<>();
    private final MarkRing marks = new MarkRing(KEPT);
    private long shiftNs;

    /** {@code reference} is the source of the metronome; 0 for none. */
    public TimeAlignment(int reference, TimingProblems problems) {
        this.reference = reference;
        this.problems = problems;
    }

    /** A source says who it is. */
    public void onInfo(int sourceId, SourceInfo info) {
        infos.put(sourceId, info);
        BoardClock clock = clocks.get(sourceId);
        if (clock != null) {
            clock.onInfo(info, apartNs(info), shiftNs);
        }
        if (sourceId == reference) {
            // Those that were started with it may have said so before.
            clocks.forEach(
                    (other, board) -> {
                        SourceInfo told = infos.get(other);
                        if (told != null && told.startedWith(info)) {
                            board.onInfo(told, apartNs(told), shiftNs);
                        }
                    });
        }
    }

    /** How far the origin of a source may be from that of the metronome [ns]; −1 if unknown. */
    private long apartNs(SourceInfo info) {
        SourceInfo metronome = infos.get(reference);
        if (metronome != null && metronome.startedWith(info)) {
            return SAME_START_NS;
        }
        boolean known =
                metronome != null
                        && metronome.originUncertaintyNs() >= 0
                        && info.originUncertaintyNs() >= 0;
        return known ? metronome.originUncertaintyNs() + info.originUncertaintyNs() : -1;
    }

    /** The metronome has taken a mark. */
    public void onReference(BeamClock metronome) {
        shiftNs = metronome.shiftNs();
        if (metronome.isReset()) {
            marks.clear();
            clocks.values().forEach(BoardClock::onReferenceJump);
        }
        marks.add(metronome.newestNs());
        clocks.values().forEach(BoardClock::pairWaiting);
    }

    /**
     * A timing pulse as another source saw it, on its own clock.
     *
     * @param periodNs about one cycle [ns]
     */
    public void onMark(int sourceId, long timeNs, long periodNs) {
        BoardClock clock = clocks.get(sourceId);
        if (clock == null) {
            clock = new BoardClock(sourceId, marks, problems);
            clocks.put(sourceId, clock);
            SourceInfo info = infos.get(sourceId);
            if (info != null) {
                clock.onInfo(info, apartNs(info), shiftNs);
            }
        }
        clock.onMark(timeNs, periodNs);
    }

    /** A source has told of a hole in its data: no clock jumps by that. */
    public void onLoss(LossView loss, BeamClock metronome) {
        long lengthNs = loss.lastNs() - loss.firstNs();
        BoardClock clock = clocks.get(loss.sourceId());
        if (loss.sourceId() == reference) {
            metronome.onHole(lengthNs);
        } else if (clock != null) {
            clock.onHole(lengthNs);
        }
    }

    /** What to add to a time of this source to have it on the reference clock [ns]. */
    public long offsetNs(int sourceId, long timeNs) {
        if (sourceId == reference) {
            return shiftNs;
        }
        BoardClock clock = clocks.isEmpty() ? null : clocks.get(sourceId);
        return clock == null ? 0 : clock.offsetNs(timeNs);
    }

    /** True for the source that the others are aligned with. */
    public boolean isReference(int sourceId) {
        return sourceId == reference;
    }

    /** False while nothing says which cycle of this source is which of the metronome's. */
    public boolean isAligned(int sourceId) {
        BoardClock clock = clocks.isEmpty() ? null : clocks.get(sourceId);
        return clock == null || clock.isAligned();
    }

    /** How the clocks of the boards stand, by source. */
    public List<ClockState> clocks() {
        List<ClockState> all = new ArrayList<>(clocks.size());
        clocks.values().forEach(clock -> all.add(clock.state()));
        return all;
    }
}
