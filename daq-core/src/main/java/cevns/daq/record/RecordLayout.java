package cevns.daq.record;

/**
 * Where each field of a record lies. All integers are little-endian; offsets count from the first
 * byte of the record. The package page draws the whole.
 *
 * <pre>
 *   0      1         2        4        8        16         24       28      30      32
 *  +------+---------+--------+--------+--------+----------+--------+-------+-------+------
 *  | type | version | source | length | time   | sequence | CRC-32C| ps    | flags | body…
 *  | u8   | u8      | u16    | i32    | i64 ns | i64      | u32    | u16   | u16   |
 *  +------+---------+--------+--------+--------+----------+--------+-------+-------+------
 * </pre>
 */
public final class RecordLayout {

    /** Version of every record type this program writes, and the newest it reads. */
    public static final int VERSION = 1;

    public static final int TYPE = 0;
    public static final int RECORD_VERSION = 1;
    public static final int SOURCE = 2;
    public static final int LENGTH = 4;
    public static final int TIME = 8;
    public static final int SEQUENCE = 16;
    public static final int CRC = 24;
    public static final int PICOSECONDS = 28;
    public static final int FLAGS = 30;

    /** Length of the header, where the body begins [bytes]. */
    public static final int HEADER = 32;

    /** Flag: a record written to test the path, not data. */
    public static final int FLAG_CANARY = 1;

    /** Flag: the source's clock was suspect when this was taken. */
    public static final int FLAG_CLOCK_SUSPECT = 2;

    // WAVEFORM: extra, padded with zeros to a multiple of 8, then n samples of u16
    public static final int WAVEFORM_CHANNEL = 32;
    public static final int WAVEFORM_KINDS = 34;
    public static final int WAVEFORM_CHANNELS = 36;
    public static final int WAVEFORM_TRACE = 38;
    public static final int WAVEFORM_TRIGGER = 40;
    public static final int WAVEFORM_TICKS = 48;
    public static final int WAVEFORM_SAMPLE_PS = 56;
    public static final int WAVEFORM_PRE_TRIGGER = 60;
    public static final int WAVEFORM_EXTRA_LENGTH = 64;
    public static final int WAVEFORM_SAMPLES = 68;
    public static final int WAVEFORM_EXTRA = 72;

    // BEAM_MARK
    public static final int MARK_SIGNAL = 32;
    public static final int MARK_FLAGS = 34;
    public static final int MARK_SUB_TICK = 36;
    public static final int MARK_TICKS = 40;
    public static final int MARK_AMPLITUDE = 48;
    public static final int MARK_LENGTH = 52;

    // BEAM_PULSE
    public static final int PULSE_SECONDS = 32;
    public static final int PULSE_NANOSECONDS = 36;
    public static final int PULSE_CYCLE = 40;
    public static final int PULSE_FLAVOR = 42;
    public static final int PULSE_CHARGE = 44;
    public static final int PULSE_RING_PERIOD = 48;
    public static final int PULSE_VETO = 52;
    public static final int PULSE_QUALITY = 54;
    public static final int PULSE_LENGTH = 56;

    // STATUS: three lists behind the fixed part, each as long as its count says
    public static final int STATUS_STATE = 32;
    public static final int STATUS_LOST_COUNT = 33;
    public static final int STATUS_FAULT_COUNT = 34;
    public static final int STATUS_DEAD_COUNT = 35;
    public static final int STATUS_UNKNOWN_LOSSES = 36;
    public static final int STATUS_READ = 40;
    public static final int STATUS_WRITTEN = 48;
    public static final int STATUS_BYTES = 56;
    public static final int STATUS_LISTS = 64;

    // LOSS
    public static final int LOSS_CAUSE = 32;
    public static final int LOSS_UNITS = 40;
    public static final int LOSS_FIRST = 48;
    public static final int LOSS_LAST = 56;
    public static final int LOSS_LENGTH = 64;

    // READING
    public static final int READING_CHANNEL = 32;
    public static final int READING_QUALITY = 34;
    public static final int READING_VALUE = 40;
    public static final int READING_LENGTH = 48;

    // RUN_START, SUBRUN_START, RUN_END, INFO, NOTE: i32 bytes of text, then a JSON object in UTF-8
    public static final int TEXT_LENGTH = 32;
    public static final int TEXT = 36;

    private RecordLayout() {}

    /** Where the samples of a waveform with so much extra begin. */
    public static int samplesAt(int extraLength) {
        return WAVEFORM_EXTRA + ((extraLength + 7) & ~7);
    }
}
