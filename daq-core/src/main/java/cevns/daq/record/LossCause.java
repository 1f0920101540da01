package cevns.daq.record;

/** Why units of a source never became a record; the code on disk is the ordinal. */
public enum LossCause {
    /** The device itself said so: busy, buffer full, lost-trigger counter. */
    DEVICE,
    /** A jump of the device's own counter, with no other cause known. */
    GAP,
    /** The link was down. */
    LINK,
    /** The bytes were damaged. */
    CORRUPT,
    /** The run's queue refused the record: too large, or the disk full. */
    APPEND,
    /** The file or stream ended inside a record. */
    CUT;

    private static final LossCause[] ALL = values();

    /** How many causes there are. */
    public static final int COUNT = ALL.length;

    /** The cause with this code, or null. */
    public static LossCause ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }
}
