package cevns.daq.record;

/** What the samples of a waveform record are; the code on disk is the ordinal. */
public enum TraceKind {
    /** The ADC's own samples. Only these count as a unit of the ledger. */
    RAW,
    /** Averaged by the device. */
    AVERAGED,
    /** A filter's output. */
    FILTER,
    /** A probe of the device's logic. */
    PROBE;

    private static final TraceKind[] ALL = values();

    /** The kind with this code, or null. */
    public static TraceKind ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }
}
