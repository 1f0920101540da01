package cevns.drivers.fcio;

/**
 * The framing of an FCIO stream: 32-bit signed words, each followed by bytes when it is a length.
 *
 * <pre>
 *   0      4                 68     72     76          76 + v
 *  +------+-----------------+------+------+-----------+------+-----------+------
 *  | −10⁹ | "FlashCamV1"    | −tag | v    | v bytes   | v    | v bytes   | −tag …
 *  | − 1  | and zeros, 64 B | i32  | i32  | frame 0   | i32  | frame 1   |
 *  +------+-----------------+------+------+-----------+------+-----------+------
 *   protocol                 |&lt;---------------- one record -----------&gt;|
 * </pre>
 *
 * A record has no length: it ends where the next negative word stands. Its fields are known by the
 * order of its frames, and frames may be longer, shorter, more or fewer than expected. Words and
 * fields are in the byte order of the writer, which the first word tells.
 */
public final class FcioFrame {

    /** Bytes of a word. */
    public static final int WORD = 4;

    /** The word in front of the protocol's name. */
    public static final int PROTOCOL_WORD = -1_000_000_001;

    /** Bytes of the protocol's name, zeros included. */
    public static final int PROTOCOL_BYTES = 64;

    /** How the protocol's name begins. */
    public static final String PROTOCOL = "FlashCamV1";

    /** Longest frame that is believed: the traces of the largest legal event [bytes]. */
    public static final int MAX_FRAME = 2 * 22_020_096;

    /** Most bytes of one record that are kept; what comes behind is passed over. */
    public static final int MAX_RECORD = MAX_FRAME + (1 << 16);

    /** Most traces of an event. */
    public static final int MAX_TRACES = 2400;

    /** Most samples of a trace. */
    public static final int MAX_SAMPLES = 32_768;

    /** Most frames of one record that are kept: an event of single traces, and some room. */
    public static final int MAX_FRAMES = MAX_TRACES + 64;

    /** Words in front of the samples of a trace: the FPGA's baseline and energy. */
    public static final int TRACE_HEADER = 2;

    public static final int CONFIG = 1;
    public static final int CALIB = 2;
    public static final int EVENT = 3;
    public static final int STATUS = 4;
    public static final int REC_EVENT = 5;
    public static final int SPARSE_EVENT = 6;
    public static final int EVENT_HEADER = 7;
    public static final int FSP_CONFIG = 8;
    public static final int FSP_EVENT = 9;
    public static final int FSP_STATUS = 10;

    private static final String[] NAMES = {
        "",
        "Config",
        "Calib",
        "Event",
        "Status",
        "RecEvent",
        "SparseEvent",
        "EventHeader",
        "FSPConfig",
        "FSPEvent",
        "FSPStatus"
    };

    private FcioFrame() {}

    /** True for a record type of this protocol's description. */
    public static boolean known(int tag) {
        return tag > 0 && tag < NAMES.length;
    }

    /** Name of a record type for people; {@code tag 17} for one that is not known. */
    public static String name(int tag) {
        return known(tag) ? NAMES[tag] : "tag " + tag;
    }

    /** True for a record whose traces are units of the ledger. */
    public static boolean hasTraces(int tag) {
        return tag == EVENT || tag == SPARSE_EVENT || tag == EVENT_HEADER;
    }

    /** True for a record whose frames are read; those of the others are only walked over. */
    static boolean isRead(int tag) {
        return hasTraces(tag) || tag == CONFIG || tag == STATUS;
    }
}
