package cevns.drivers.file;

/** What begins where a file stands. */
public enum Verdict {
    /** A whole record. */
    WHOLE,
    /** A record that the end of the file cuts. */
    CUT,
    /** No record, or a damaged one. */
    DAMAGED
}
