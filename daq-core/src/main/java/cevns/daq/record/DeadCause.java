package cevns.daq.record;

/** Why a source was not live; the code on disk is the ordinal. */
public enum DeadCause {
    /** The device was busy reading out. */
    BUSY,
    /** Vetoed or inhibited. */
    VETO,
    /** A hole in the data. */
    GAP,
    /** The device was being started or restarted. */
    RESTART;

    /** How many causes there are. */
    public static final int COUNT = values().length;
}
