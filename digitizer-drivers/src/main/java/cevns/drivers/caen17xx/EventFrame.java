package cevns.drivers.caen17xx;

/**
 * An event of standard firmware, in words of 32 bits, little-endian.
 *
 * <pre>
 *       31..28  27       26    25  24   23                 8  7              0
 *  0   | 0xA  |            event size in words, these four included           |
 *  1   | board id 31..27 | fail |   | ZLE | LVDS pattern    | channels 7..0   |
 *  2   | channels 15..8        |             event counter                    |
 *  3   | trigger time tag: 31 bits, bit 31 turns over with each round         |
 *  4 … | channel after channel, two samples a word, the earlier one low       |
 * </pre>
 */
final class EventFrame {

    static final int WORD = 4;
    static final int HEADER_WORDS = 4;
    static final int HEADER_BYTES = HEADER_WORDS * WORD;
    static final int TAG = 0xA;
    static final int SIZE_MASK = 0x0FFF_FFFF;
    static final int FILLER = 0xFFFF_FFFF;
    static final int FAIL_BIT = 1 << 26;
    static final int ZLE_BIT = 1 << 24;
    static final int COUNTER_BITS = 24;
    static final int TIME_BITS = 31;
    static final int MAX_CHANNELS = 16;

    private EventFrame() {}

    static boolean isTag(int word) {
        return word >>> 28 == TAG;
    }

    static boolean isFiller(int word) {
        return word == 0 || word == FILLER;
    }
}
