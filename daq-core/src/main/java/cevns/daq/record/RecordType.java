package cevns.daq.record;

/** The kinds of record in a run's queue; {@link #code} is what stands in the header. */
public enum RecordType {
    /** A run begins: who, what, and the resolved configuration that replay uses. */
    RUN_START(1),
    /** A subrun begins. */
    SUBRUN_START(2),
    /** The run is over, and why. The last record of a run. */
    RUN_END(3),
    /** What a source is and how it was set up; at its start and after each reconnect. */
    INFO(4),
    /** One digitizer trace. */
    WAVEFORM(5),
    /** One timing pulse as one of our boards saw it. */
    BEAM_MARK(6),
    /** The accelerator's record of one cycle. */
    BEAM_PULSE(7),
    /** A source's state and its counters since the start of the run. */
    STATUS(8),
    /** A hole in a source's data, when it was noticed. */
    LOSS(9),
    /** A slow-control value. */
    READING(10),
    /** One second of time, for runs without beam marks. */
    TICK(11),
    /** What a person did or said during the run. */
    NOTE(12);

    private static final RecordType[] BY_CODE = new RecordType[values().length + 1];

    static {
        for (RecordType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    /** Code in byte 0 of the record, from 1. */
    public final int code;

    RecordType(int code) {
        this.code = code;
    }

    /** The type with this code, or null where this program knows none. */
    public static RecordType ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
