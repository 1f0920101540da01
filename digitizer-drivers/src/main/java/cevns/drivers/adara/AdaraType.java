package cevns.drivers.adara;

/** The packet types (adara.md §3), with what a decoder must know before it has read one. */
enum AdaraType {
    RAW_EVENTS(0x0000, 1, "rawEvents"),
    RTDL(0x0001, 1, "rtdl", Rule.EXACTLY, 120),
    SOURCE_LIST(0x0002, 0, "sourceList"),
    MAPPED_EVENTS(0x0003, 1, "mappedEvents"),
    BANKED_EVENTS(0x4000, 1, "bankedEvents", Rule.FIRST_WORDS, AdaraFrame.PULSE_BYTES),
    BEAM_MONITOR(0x4001, 1, "beamMonitorEvents", Rule.AT_LEAST, AdaraFrame.PULSE_BYTES),
    PIXEL_MAP(0x4002, 0, "pixelMap"),
    RUN_STATUS(0x4003, 1, "runStatus", Rule.EXACTLY, 12, 20),
    RUN_INFORMATION(0x4004, 0, "runInformation"),
    TRANSLATION_COMPLETE(0x4005, 0, "translationComplete"),
    CLIENT_HELLO(0x4006, 1, "clientHello", Rule.EXACTLY, 4, 8),
    ANNOTATION(0x4007, 0, "streamAnnotation", Rule.AT_LEAST, 8),
    SYNC(0x4008, 0, "synchronisation", Rule.AT_LEAST, 28),
    HEARTBEAT(0x4009, 0, "heartbeat", Rule.EXACTLY, 0),
    GEOMETRY(0x400A, 0, "geometry"),
    BEAMLINE_INFO(0x400B, 1, "beamlineInfo", Rule.AT_LEAST, 4),
    DATA_DONE(0x400C, 0, "dataDone", Rule.EXACTLY, 0),
    MONITOR_CONFIG(0x400D, 1, "beamMonitorConfig"),
    BANK_SETS(0x400E, 0, "detectorBankSets"),
    BANKED_POLARISED(0x4100, 0, "bankedEventsPolarised", Rule.FIRST_WORDS, AdaraFrame.PULSE_BYTES),
    PIXEL_MAP_ALTERNATE(0x4102, 1, "pixelMapAlternate"),
    DEVICE_DESCRIPTOR(0x8000, 0, "deviceDescriptor", Rule.AT_LEAST, 8),
    VARIABLE_U32(0x8001, 0, "variableU32", Rule.EXACTLY, 16),
    VARIABLE_DOUBLE(0x8002, 0, "variableDouble", Rule.EXACTLY, 20),
    VARIABLE_STRING(0x8003, 0, "variableString"),
    VARIABLE_U32_ARRAY(0x8004, 0, "variableU32Array"),
    VARIABLE_DOUBLE_ARRAY(0x8005, 0, "variableDoubleArray"),
    MULTIPLE_U32(0x8101, 0, "multipleU32"),
    MULTIPLE_DOUBLE(0x8102, 0, "multipleDouble"),
    MULTIPLE_STRING(0x8103, 0, "multipleString"),
    MULTIPLE_U32_ARRAY(0x8104, 0, "multipleU32Array"),
    MULTIPLE_DOUBLE_ARRAY(0x8105, 0, "multipleDoubleArray");

    /** What may stand behind the known part of a payload, and how much of it we keep. */
    private enum Rule {
        /** Nothing is kept, any length will do. */
        SKIP,
        /** The first words are kept, the rest (neutrons by the megabyte) is not. */
        FIRST_WORDS,
        /** All is kept; a known version may be longer. */
        AT_LEAST,
        /** All is kept; a known version has this length and no other. */
        EXACTLY
    }

    private static final AdaraType[] ALL = values();

    /** Upper 24 bits of the format word. */
    final int code;

    /** Newest version this program knows. */
    final int version;

    /** Name in reports. */
    final String label;

    private final Rule rule;
    private final int[] lengths;

    AdaraType(int code, int version, String label) {
        this(code, version, label, Rule.SKIP, 0);
    }

    AdaraType(int code, int version, String label, Rule rule, int... lengths) {
        this.code = code;
        this.version = version;
        this.label = label;
        this.rule = rule;
        this.lengths = lengths;
    }

    /** The type of a format word, or null. */
    static AdaraType ofFormat(int format) {
        int code = format >>> 8;
        for (AdaraType type : ALL) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** The format word. */
    int format(int version) {
        return code << 8 | version;
    }

    /** True when packets of this type are of use to us. */
    boolean isRead() {
        return rule != Rule.SKIP;
    }

    /** How much of a payload is kept [bytes]. */
    int kept(int payload) {
        return switch (rule) {
            case SKIP -> 0;
            case FIRST_WORDS -> Math.min(payload, lengths[0]);
            case AT_LEAST, EXACTLY -> payload;
        };
    }

    /** Length of the part that this program knows [bytes]. */
    int known(int version) {
        return lengths[Math.min(version, lengths.length - 1)];
    }

    /**
     * True when a payload may be so long: a newer version has at least the part we know, a known
     * version of fixed size has exactly its own.
     */
    boolean allows(int version, int payload) {
        boolean fixed = rule == Rule.EXACTLY && version <= this.version;
        return fixed ? payload == known(version) : payload >= known(version);
    }
}
