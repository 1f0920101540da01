package cevns.drivers.orca;

import static cevns.drivers.orca.OrcaFrame.LONG_LENGTH;
import static cevns.drivers.orca.OrcaFrame.MAX_RECORD;
import static cevns.drivers.orca.OrcaFrame.SIGNATURE;
import static cevns.drivers.orca.OrcaFrame.WORD;

import java.nio.ByteBuffer;

/**
 * Finds the records in the bytes of an ORCA stream, file or socket alike, where they lie:
 *
 * <pre>
 *   long length = decoder.look(buffer, at, available);
 *   if (length == OrcaDecoder.BROKEN) …      no record begins here: seek() a header
 *   else if (length &gt; available) …           so many bytes are needed to say more
 *   else take(decoder.record());             a whole record
 * </pre>
 *
 * The first header tells the byte order.
 */
final class OrcaDecoder {

    /** What {@link #look} gives when the words cannot be a record. */
    static final long BROKEN = -1;

    private final OrcaRecord record = new OrcaRecord();
    private boolean begun;
    private boolean swapped;
    private String reason = "";

    /**
     * Looks at what begins at {@code at}.
     *
     * @param buffer little-endian
     * @param available bytes that may be read from there
     * @return the length of the record [bytes], as far as the available bytes tell it; {@link
     *     #BROKEN} when these bytes are no record
     */
    long look(ByteBuffer buffer, int at, int available) {
        if (available < (begun ? WORD : SIGNATURE)) {
            return begun ? WORD : SIGNATURE;
        }
        if (!begun) {
            swapped = !OrcaFrame.isHeader(buffer, at, false);
            if (!OrcaFrame.isHeader(buffer, at, swapped)) {
                return broken("a header record expected, got 0x%08X", buffer.getInt(at));
            }
            begun = true;
        }
        long length = length(buffer, at, available);
        if (length > 0 && length <= available) {
            record.wrap(buffer, at, (int) length, swapped);
        }
        return length;
    }

    /** The record that {@link #look} found whole; valid until its next call. */
    OrcaRecord record() {
        return record;
    }

    /** The beginning of a record that the end of the stream cuts; at least one word. */
    OrcaRecord cut(ByteBuffer buffer, int at, int available) {
        record.wrap(buffer, at, available & -WORD, swapped);
        return record;
    }

    /** What was expected, and what came, when {@link #look} said {@link #BROKEN}. */
    String reason() {
        return reason;
    }

    /** Bytes from {@code at} to the next header, or as many as surely hold none. */
    static int seek(ByteBuffer buffer, int at, int available) {
        int last = available - SIGNATURE;
        for (int skipped = 0; skipped <= last; skipped++) {
            if (OrcaFrame.isHeader(buffer, at + skipped, false)
                    || OrcaFrame.isHeader(buffer, at + skipped, true)) {
                return skipped;
            }
        }
        return Math.max(0, last + 1);
    }

    /** The next record is a header again, of either byte order. */
    void restart() {
        begun = false;
    }

    private long length(ByteBuffer buffer, int at, int available) {
        int first = OrcaFrame.word(buffer, at, swapped);
        if (first < 0) {
            return WORD;
        }
        if (OrcaFrame.id(first) == OrcaFrame.HEADER_ID) {
            if (available < SIGNATURE) {
                return SIGNATURE;
            }
            if (!OrcaFrame.isHeader(buffer, at, swapped)) {
                return broken("word 0x%08X has the id of a header, which it does not begin", first);
            }
        }
        if ((first & LONG_LENGTH) != 0) {
            return (long) WORD * (first & LONG_LENGTH);
        }
        if (available < 2 * WORD) {
            return 2 * WORD;
        }
        int words = OrcaFrame.word(buffer, at + WORD, swapped);
        if (words < 2 || words > MAX_RECORD / WORD) {
            return broken("extended record of 0x%08X words", words);
        }
        return (long) WORD * words;
    }

    private long broken(String what, int word) {
        reason = String.format(what, word);
        return BROKEN;
    }
}
