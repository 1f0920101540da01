package cevns.daq.record;

/** Why a run ended. */
public enum EndReason {
    /** Somebody stopped it. */
    OPERATOR,
    /** It reached its size. */
    SIZE,
    /** It reached its time. */
    TIME,
    /** The disk was about to be full. */
    DISK,
    /** A device or the program failed. */
    ERROR,
    /** The program died; written by the next one. */
    CRASH
}
