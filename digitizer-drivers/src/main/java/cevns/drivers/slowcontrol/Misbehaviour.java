package cevns.drivers.slowcontrol;

/** How an emulated instrument fails to answer. */
public enum Misbehaviour {
    /** It does not. */
    NONE,
    /** It says nothing. */
    SILENT,
    /** It stops in the middle of each answer. */
    HALF,
    /** It answers noise of the right length, and with the right end. */
    GARBAGE,
    /** It sends without end. */
    FLOOD
}
