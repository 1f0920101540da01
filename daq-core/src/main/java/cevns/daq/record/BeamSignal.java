package cevns.daq.record;

/** Which timing signal a beam mark is. */
public enum BeamSignal {
    /** The unconditional one: every cycle, beam or not (event 39). */
    T39(1),
    /** The beam-conditional one. */
    TB(2),
    /** A pulser. */
    PULSER(3),
    /** A command of ours. */
    SOFTWARE(4);

    private static final BeamSignal[] ALL = values();

    /** Code on disk, from 1. */
    public final int code;

    BeamSignal(int code) {
        this.code = code;
    }

    /** The signal with this code, or null. */
    public static BeamSignal ofCode(int code) {
        return code > 0 && code <= ALL.length ? ALL[code - 1] : null;
    }
}
