package cevns.daq.record;

/** Where the data of a run come from. */
public enum RunMode {
    /** Real devices. */
    LIVE,
    /** At least one emulator. */
    SIMULATED,
    /** A file that another program recorded. */
    IMPORT
}
