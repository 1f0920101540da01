package cevns.drivers.wavedump;

import java.nio.ByteBuffer;

/**
 * One record of a WaveDump file: six little-endian words, then samples.
 *
 * <pre>
 *   0        4       8         12        16        20         24               size
 *  +--------+-------+---------+---------+---------+----------+-----------------+
 *  | size   | board | pattern | channel | counter | time tag | samples         |  standard
 *  +--------+-------+---------+---------+---------+----------+-----------------+
 *  | size   | board | channel | counter | tag high| time tag | samples         |  extended tag
 *  +--------+-------+---------+---------+---------+----------+-----------------+
 * </pre>
 *
 * Size counts bytes, the header included; it, not the configured record length, says how many
 * samples there are, for the board rounds up. Samples are u16, of the x742 family 32-bit floats.
 * The second form is written by versions of WaveDump that some sites have changed.
 */
final class WaveDumpFrame {

    static final int HEADER = 24;

    static final int SIZE = 0;
    static final int BOARD = 4;
    static final int PATTERN = 8;
    static final int CHANNEL = 12;
    static final int COUNTER = 16;
    static final int TAG = 20;

    /** Fields of the extended-tag form that stand elsewhere. */
    static final int EXTENDED_CHANNEL = 8;

    static final int EXTENDED_COUNTER = 12;
    static final int EXTENDED_TAG_HIGH = 16;

    /** Largest board number: five bits of geographical address, 31 outside a crate. */
    static final int LAST_BOARD = 31;

    /** More channels than any board of these families has. */
    static final int LAST_CHANNEL = 63;

    /** Longest record that is believed [bytes]: 32 M samples, more than any board's memory. */
    static final int LONGEST = 1 << 26;

    private WaveDumpFrame() {}

    static int size(ByteBuffer buffer, int at) {
        return buffer.getInt(at + SIZE);
    }

    static int board(ByteBuffer buffer, int at) {
        return buffer.getInt(at + BOARD);
    }

    static int channel(ByteBuffer buffer, int at, WaveDumpLayout layout) {
        boolean extended = layout == WaveDumpLayout.EXTENDED_TAG;
        return buffer.getInt(at + (extended ? EXTENDED_CHANNEL : CHANNEL));
    }

    static long counter(ByteBuffer buffer, int at, WaveDumpLayout layout) {
        boolean extended = layout == WaveDumpLayout.EXTENDED_TAG;
        return buffer.getInt(at + (extended ? EXTENDED_COUNTER : COUNTER)) & 0xFFFF_FFFFL;
    }

    static long tag(ByteBuffer buffer, int at) {
        return buffer.getInt(at + TAG) & 0xFFFF_FFFFL;
    }

    static long tagHigh(ByteBuffer buffer, int at) {
        return buffer.getInt(at + EXTENDED_TAG_HIGH) & 0xFFFF_FFFFL;
    }

    /** True when size, board and channel have values that a header can have. */
    static boolean plausible(ByteBuffer buffer, int at, WaveDumpLayout layout) {
        int size = size(buffer, at);
        int board = board(buffer, at);
        int channel = channel(buffer, at, layout);
        return size >= HEADER
                && size <= LONGEST
                && size % 2 == 0
                && board >= 0
                && board <= LAST_BOARD
                && channel >= 0
                && channel <= LAST_CHANNEL;
    }

    /** True when two headers are of one channel. */
    static boolean sameChannel(ByteBuffer buffer, int at, int other, WaveDumpLayout layout) {
        return board(buffer, at) == board(buffer, other)
                && channel(buffer, at, layout) == channel(buffer, other, layout);
    }
}
