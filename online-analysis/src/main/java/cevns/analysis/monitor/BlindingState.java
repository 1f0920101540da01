package cevns.analysis.monitor;

import java.util.List;

/**
 * Whether a snapshot holds the quantities of the coincidence window, and if not, why.
 *
 * @param state what holds now
 * @param rule name of the rule in the run's configuration
 * @param until when the result is to be opened, in words
 * @param by who opens it, in words
 * @param openedBy the two people who have opened it; empty unless they have
 * @param openedNs when the second of them agreed [ns since the Unix epoch]; 0 unless they have
 */
public record BlindingState(
        State state, String rule, String until, String by, List<String> openedBy, long openedNs) {

    /** What holds. */
    public enum State {
        /** Nothing is to be blinded: emulated, imported, no physics, or opened by configuration. */
        OPEN,
        /** What tells of the coincidence window is left out. */
        BLINDED,
        /** A note in the run has opened it. */
        UNBLINDED,
        /**
         * The run is blind, but this is a replay of it that was asked for after two people had
         * opened its analysis. Another lineage than the run's own snapshots.
         */
        UNBLINDED_REPLAY
    }

    public BlindingState {
        openedBy = List.copyOf(openedBy);
    }

    /** True when quantities are left out. */
    public boolean isBlind() {
        return state == State.BLINDED;
    }
}
