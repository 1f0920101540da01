package cevns.analysis.monitor;

import cevns.daq.config.BlindingConfig;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.Note;
import cevns.daq.record.RunMark;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.Unblinding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether what a run has in its coincidence window may be given out now (statistics.md §5).
 *
 * <p>A physics run that is taken live is blind unless its configuration says {@code blinding { open
 * = true }}, or every device that reads out its detector is an emulator and has said so. The
 * configuration is the one that the run was taken with, also where it is replayed with another. A
 * note with the decision of two people for that analysis opens it for all that comes after: because
 * it is a record, a replay gives the same bytes as the run did.
 *
 * <p>What is blind goes on in memory, so that it is complete when it is opened. It is left out
 * where a snapshot, a trace or a message leaves the analysis; see {@link CoincidencePart} for what
 * tells of the window, and {@link SnapshotMaker}, {@link Tally}, {@link MarkCounts}, {@link
 * WaveformTap}.
 */
public final class Blinding {

    private final BlindingConfig config;
    private final boolean applies;
    private final Set<Integer> detector = new TreeSet<>();
    private final Set<Integer> emulated = new TreeSet<>();
    private final Unblinding decided;
    private Unblinding noted;
    private boolean real;
    private BlindingState state;

    /**
     * @param start begin of the run
     * @param recorded the configuration in it
     * @param decided the decision that opens this replay; null for none
     */
    public Blinding(RunMark.RunStart start, RunConfig recorded, Unblinding decided) {
        config = recorded.blinding();
        applies = config.applies(start.type(), start.mode()) && hasCoincidence(recorded);
        this.decided = decided;
        for (SourceConfig source : recorded.sources()) {
            for (ChannelConfig channel : recorded.detector().channels()) {
                if (channel.source().equals(source.name())) {
                    detector.add(source.id());
                }
            }
        }
        real = detector.isEmpty();
        state = now();
    }

    private static boolean hasCoincidence(RunConfig run) {
        return run.windows().stream().anyMatch(w -> w.kind() == WindowConfig.Kind.COINCIDENCE);
    }

    /** Who a source is. One real device of the detector makes the run a real one for ever. */
    public void onInfo(int sourceId, SourceInfo info) {
        if (info.simulated()) {
            emulated.add(sourceId);
        } else {
            real |= detector.contains(sourceId);
        }
        state = now();
    }

    /** Opens the run when it is the decision of two people for its analysis. */
    public void onNote(Note note) {
        Unblinding.of(note)
                .filter(unblinding -> unblinding.analysisHash().equals(config.hash()))
                .ifPresent(unblinding -> noted = unblinding);
        state = now();
    }

    /** True while quantities of the coincidence window must not be given out. */
    public boolean isBlind() {
        return state.isBlind();
    }

    /** What holds now, and why. */
    public BlindingState state() {
        return state;
    }

    private BlindingState now() {
        // A source that has not said yet what it is counts as a real one.
        if (!applies || (!real && emulated.containsAll(detector))) {
            return state(BlindingState.State.OPEN, null);
        }
        if (decided != null) {
            return state(BlindingState.State.UNBLINDED_REPLAY, decided);
        }
        return noted == null
                ? state(BlindingState.State.BLINDED, null)
                : state(BlindingState.State.UNBLINDED, noted);
    }

    private BlindingState state(BlindingState.State state, Unblinding unblinding) {
        return new BlindingState(
                state,
                config.rule(),
                config.until(),
                config.by(),
                unblinding == null ? List.of() : unblinding.who(),
                unblinding == null ? 0 : unblinding.second().timeNs());
    }
}
