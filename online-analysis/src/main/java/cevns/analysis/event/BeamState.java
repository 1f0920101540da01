package cevns.analysis.event;

/** What the accelerator did in one cycle (sns-beam-timing.md §6). */
public enum BeamState {
    /** Beam on our target, nothing unusual. */
    BEAM,
    /** The record is there and says that there was no beam. */
    EMPTY,
    /** Beam, with a veto bit that says it was not an ordinary pulse. */
    ABNORMAL,
    /** No record, or one without a charge. Never counted as without beam. */
    UNKNOWN
}
