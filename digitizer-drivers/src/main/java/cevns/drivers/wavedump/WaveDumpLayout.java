package cevns.drivers.wavedump;

/** Which of the two header forms a file has. */
public enum WaveDumpLayout {
    /** Found by looking at the first two records: the field that counts is the counter. */
    AUTO,
    /** As CAEN's program writes it. */
    STANDARD,
    /** Without pattern, with the upper bits of the time tag. */
    EXTENDED_TAG
}
