package cevns.daq.record;

/**
 * What was wrong with a frame that a decoder refused; the code on disk is the ordinal. A refused
 * frame is not a lost unit: what was in it is counted under {@link LossCause}.
 */
public enum FrameFault {
    /** No magic, tag or sync word where one must be. */
    FRAMING,
    /** A length that the format does not allow, or that does not fit its frame. */
    LENGTH,
    /** A checksum or hash that does not match. */
    CHECKSUM,
    /** An event or packet count that does not match the contents. */
    MISCOUNT,
    /** A sequence or packet number out of order. */
    SEQUENCE,
    /** A type or version this program does not read. */
    UNKNOWN_TYPE,
    /** A field with a value the protocol does not allow. */
    VALUE,
    /** An answer that does not belong to the question. */
    PROTOCOL;

    private static final FrameFault[] ALL = values();

    /** How many faults there are. */
    public static final int COUNT = ALL.length;

    /** The fault with this code, or null. */
    public static FrameFault ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }
}
