package cevns.drivers.slowcontrol;

/** Finds the end of an answer, or of a request, among the bytes that have come so far. */
@FunctionalInterface
public interface AnswerEnd {

    /** Lines, each ended by LF. */
    AnswerEnd LINE = (bytes, count) -> indexOf((byte) '\n', bytes, count) + 1;

    /**
     * How many bytes the first one has, its end included.
     *
     * @param bytes what came, from index 0
     * @param count how many, at least 1
     * @return its length; 0 as long as its end has not come; negative if it can have none
     */
    int length(byte[] bytes, int count);

    /** The first index of a byte, −1 for none. */
    static int indexOf(byte wanted, byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
