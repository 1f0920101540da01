package cevns.daq.record;

/**
 * A record that a reader passed over, never guessed at.
 *
 * @param number number of the record in the queue, from 0
 * @param why what is wrong with it
 * @param typeCode its type as written
 * @param version its version as written
 * @param sourceId its source as written
 */
public record SkippedRecord(long number, Why why, int typeCode, int version, int sourceId) {

    /** What is wrong. */
    public enum Why {
        /** A type this program does not know. */
        UNKNOWN_TYPE,
        /** A version newer than this program. */
        NEWER_VERSION,
        /** Its CRC does not match, or a length inside it does not fit. */
        DAMAGED
    }

    @Override
    public String toString() {
        return switch (why) {
            case UNKNOWN_TYPE -> "record " + number + ": type " + typeCode + " is not known";
            case NEWER_VERSION ->
                    "record "
                            + number
                            + ": "
                            + RecordType.ofCode(typeCode)
                            + " version "
                            + version
                            + " is newer than "
                            + RecordLayout.VERSION;
            case DAMAGED -> "record " + number + ": damaged";
        };
    }
}
