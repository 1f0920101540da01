package cevns.daq.record;

/** The state of one device as the run sees it; the code on disk is the ordinal. */
public enum SourceState {
    /** No connection, and none being tried. */
    DISCONNECTED,
    /** Trying to reach the device, or setting it up. */
    CONNECTING,
    /** Reached and set up, not taking data. */
    READY,
    /** Taking data. */
    RUNNING,
    /** Connected, but nothing has come for longer than this device may be silent. */
    STALLED,
    /** The device refused or broke its protocol; the reason stands in the log. */
    ERROR;

    private static final SourceState[] ALL = values();

    /** The state with this code, or null. */
    public static SourceState ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }
}
