package cevns.daq.record;

/** How good a slow-control reading is; the code on disk is the ordinal. */
public enum Quality {
    /** As the device gave it. */
    GOOD,
    /** The device flags a minor deviation. */
    MINOR,
    /** The device flags a major deviation. */
    MAJOR,
    /** The device says the value means nothing. */
    INVALID,
    /** No statement about the quality is known. */
    UNKNOWN;

    private static final Quality[] ALL = values();

    /** The quality with this code, or {@link #UNKNOWN}. */
    public static Quality ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : UNKNOWN;
    }
}
