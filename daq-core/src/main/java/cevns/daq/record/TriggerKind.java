package cevns.daq.record;

/**
 * Why a board read out. Waveforms carry a bit mask of kinds, bit {@code code - 1} for each; where
 * several are set a table counts the waveform under the lowest code.
 */
public enum TriggerKind {
    /** The timing signal of the accelerator: signal sample with its anticoincidence region. */
    BEAM(1),
    /** A delayed copy of the timing signal: steady-state background. */
    STROBE(2),
    /** A channel's own threshold. */
    SELF(3),
    /** Muon veto panels. */
    VETO(4),
    /** A light or charge pulser. */
    PULSER(5),
    /** A pulse per second or common synchronisation pulse. */
    SYNC(6),
    /** An operator's command. */
    SOFTWARE(7),
    /** A random trigger. */
    RANDOM(8);

    private static final TriggerKind[] ALL = values();

    /** Code, from 1. */
    public final int code;

    TriggerKind(int code) {
        this.code = code;
    }

    /** The bit of this kind in a mask of kinds. */
    public int bit() {
        return 1 << (code - 1);
    }

    /** True when this kind's bit is set in {@code kinds}. */
    public boolean in(int kinds) {
        return (kinds & bit()) != 0;
    }

    /** The kind a table counts {@code kinds} under: the one with the lowest code; null if none. */
    public static TriggerKind lowest(int kinds) {
        int index = Integer.numberOfTrailingZeros(kinds & 0xFF);
        return index < ALL.length ? ALL[index] : null;
    }
}
