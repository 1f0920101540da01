package cevns.drivers.dig2.wire;

/**
 * What is on the wire. All integers are big-endian; bit 0 is the least significant bit of the
 * 64-bit word.
 *
 * <pre>
 *  command connection, both ways           data connection, from the board
 *   0            8                32        0            8          12        13             32
 *  +------------+----------------+-----    +------------+----------+---------+--------------+-----
 *  | u64 length | 24 reserved    | JSON    | u64 length | u32      | u8      | 19 reserved  | event
 *  | of JSON    |                |         | of payload | events   | aligned |              | words
 *  +------------+----------------+-----    +------------+----------+---------+--------------+-----
 *
 *  first word of an event
 *   63     60 59               32 31                    0
 *  +---------+-------------------+-----------------------+
 *  | format  | format dependent  | words, this one too   |
 *  +---------+-------------------+-----------------------+
 *
 *  scope event (format 1)
 *  word 0   59…57 reserved, 56 board fail, 55…32 trigger id
 *  word 1   63…51 flags, 50…48 overlap, 47…0 time stamp [8 ns]
 *  word 2   channel mask
 *  word 3…  per group of 4 samples one word of each channel; sample k of the group in bits
 *           16k+15…16k, so that on the wire the first sample comes last
 *
 *  individual triggers (format 2): see HitFrame
 *
 *  special event (format 3)
 *  word 0   59…56 what (0 start, 2 stop), 39…32 further header words
 *  further  63…56 type, 55…0 data
 * </pre>
 */
public final class Dig2Frame {

    /** Port of the command connection. */
    public static final int COMMAND_PORT = 51936;

    /** Length of the header in front of commands and of data [bytes]. */
    public static final int HEADER = 32;

    /** Place of the number of events in the header of data [bytes]. */
    public static final int COUNT_OFFSET = 8;

    /** Place of the flag that a message ends with an event [bytes]. */
    public static final int ALIGNED_OFFSET = 12;

    /** Longest command or answer that we take [bytes]: device trees are megabytes. */
    static final int MAX_COMMAND = 16 << 20;

    /** Longest data message that can be meant [bytes]; beyond it the stream is out of step. */
    public static final long MAX_MESSAGE = 1L << 30;

    /** Format of events of all channels together. */
    public static final int SCOPE = 1;

    /** Events of channels that trigger by themselves: aggregates of hits. */
    public static final int INDIVIDUAL = 2;

    /** Events that tell of the run. */
    public static final int SPECIAL = 3;

    /** Special event in front of a run. */
    public static final int START = 0;

    /** Special event behind a run. */
    public static final int STOP = 2;

    static final int TYPE_48_BITS = 0;
    static final int TYPE_32_BITS = 1;
    static final int TYPE_WIDTH = 2;

    /** Header words of a scope event. */
    public static final int SCOPE_HEADER = 3;

    /** Bits of the trigger id, after which it begins anew. */
    public static final int TRIGGER_ID_BITS = 24;

    /** Bits of the time stamp. */
    public static final int TIME_BITS = 48;

    static final int FLAG_BITS = 13;

    /** One tick of scope time stamps on all models [fs]. */
    public static final long TICK_FS = 8_000_000;

    /** Most channels of any model. */
    public static final int MAX_CHANNELS = 64;

    /** Samples in a word of a scope event. */
    public static final int SAMPLES_PER_WORD = 4;

    private Dig2Frame() {}

    /** Format of the event that begins with this word. */
    public static int format(long word) {
        return (int) (word >>> 60);
    }

    /** Words of the event that begins with this word, itself included. */
    public static long words(long word) {
        return word & 0xFFFF_FFFFL;
    }

    /** Trigger id of a scope event. */
    public static int triggerId(long word0) {
        return (int) (word0 >>> 32) & 0xFF_FFFF;
    }

    /** True when the board says that something in it has failed. */
    public static boolean boardFail(long word0) {
        return (word0 >>> 56 & 1) != 0;
    }

    /** Flags of a scope event, 13 bits. */
    public static int flags(long word1) {
        return (int) (word1 >>> 51);
    }

    /** Overlap of a scope event with the one before, 3 bits. */
    public static int overlap(long word1) {
        return (int) (word1 >>> 48) & 7;
    }

    /** Time stamp of a scope event [8 ns]. */
    public static long time(long word1) {
        return word1 & 0xFFFF_FFFF_FFFFL;
    }

    /** What a special event tells. */
    public static int specialId(long word0) {
        return (int) (word0 >>> 56) & 15;
    }

    /** Header words of a special event besides the first. */
    public static int specialHeaders(long word0) {
        return (int) (word0 >>> 32) & 255;
    }
}
