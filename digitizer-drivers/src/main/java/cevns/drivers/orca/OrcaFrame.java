package cevns.drivers.orca;

import java.nio.ByteBuffer;

/**
 * The records of an ORCA stream: 32-bit words in the byte order of the writing machine.
 *
 * <pre>
 *             31  30      26 25        18 17                     0
 *            +---+----------+------------+------------------------+
 *  short     | 1 | id       | payload                             |
 *            +---+----------+------------+------------------------+
 *  long      | 0 | id                    | words, this one included |  …
 *            +---+-----------------------+------------------------+
 *  extended  | 0 | id                    | 0                      |
 *            | words, this one and the one above included         |  …
 *            +----------------------------------------------------+
 *
 *  header    | 0                         | words                  |
 *            | bytes of text                                      |
 *            | &lt;?xml … zeros to a whole word                      |
 *            +----------------------------------------------------+
 * </pre>
 *
 * Ids are given out anew for each run; the text of the header, an Apple property list, says which
 * is what. A stream begins with a header, and may have more.
 */
final class OrcaFrame {

    static final int WORD = 4;

    /** Id of a header. */
    static final int HEADER_ID = 0;

    static final int SHORT_FORM = 0x8000_0000;
    static final int SHORT_ID = 0xFC00_0000;
    static final int LONG_ID = 0xFFFC_0000;
    static final int LONG_LENGTH = 0x0003_FFFF;

    /** Longest record that is believed [bytes]. */
    static final int MAX_RECORD = 1 << 26;

    /** Bytes that tell a header. */
    static final int SIGNATURE = 12;

    /** Where the text of a header begins [bytes]. */
    static final int HEADER_TEXT = 8;

    /** "{@code <?xm}" as a little-endian word. */
    private static final int XML = 0x6D78_3F3C;

    private OrcaFrame() {}

    /** Id in a first word. */
    static int id(int first) {
        return first < 0 ? first & SHORT_ID : first & LONG_ID;
    }

    /** True when a header begins here, {@link #SIGNATURE} little-endian bytes being there. */
    static boolean isHeader(ByteBuffer buffer, int at, boolean swapped) {
        if (buffer.getInt(at + HEADER_TEXT) != XML) {
            return false;
        }
        int first = word(buffer, at, swapped);
        long padding = 4L * first - HEADER_TEXT - (word(buffer, at + WORD, swapped) & 0xFFFF_FFFFL);
        return id(first) == HEADER_ID && first > 0 && padding >= 0 && padding <= 3;
    }

    /** A word of a little-endian buffer. */
    static int word(ByteBuffer buffer, int at, boolean swapped) {
        int value = buffer.getInt(at);
        return swapped ? Integer.reverseBytes(value) : value;
    }
}
