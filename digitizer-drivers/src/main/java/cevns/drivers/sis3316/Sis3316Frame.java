package cevns.drivers.sis3316;

/**
 * A hit as the Struck SIS3316 stores it: 32-bit words, little-endian.
 *
 * <pre>
 *             31      28 27  26  25      16 15                4 3      0
 *            +----------------------------+-------------------+--------+
 *  word 0    | time stamp 47..32          | channel id        | format |  always
 *  word 1    | time stamp 31..0                                        |  always
 *            +----------------------------+----------------------------+
 *  7 words   | index of the peak          | peak-high value            |  format bit 0
 *            | information | accumulator 1, then 2..6 in 27..0         |
 *  2 words   | accumulators 7, 8 in 27..0                              |  format bit 1
 *  3 words   | MAW maximum, before trigger, at or after trigger        |  format bit 2
 *  2 words   | start energy, maximum energy                            |  format bit 3
 *            +---------+-----+-----+-----------------------------------+
 *            | 0xE 0xA | MAW | pil | raw words R                       |  always
 *  after 0xA | 0xE     | averaging phase (23..16) | averaged words V   |
 *            +---------+-----+-----+-----------------------------------+
 *  R words   | raw samples, two a word, the earlier one low            |
 *  V words   | averaged samples, the same                              |
 *  M words   | MAW test data; M is a setting, it is not in the hit     |  MAW bit
 *            +---------------------------------------------------------+
 * </pre>
 *
 * The order of the last two MAW values is the one of most public decoders; one has them exchanged.
 */
final class Sis3316Frame {

    static final int WORD = 4;

    /** Format bits, {@code format} of word 0. */
    static final int FORMAT_PEAK = 1;

    static final int FORMAT_ACCUMULATORS = 2;
    static final int FORMAT_MAW = 4;
    static final int FORMAT_ENERGY = 8;

    /** Words that a format bit adds. */
    static final int PEAK_WORDS = 7;

    static final int ACCUMULATOR_WORDS = 2;
    static final int MAW_WORDS = 3;
    static final int ENERGY_WORDS = 2;

    /** Tags in 31..28 of the word that counts raw samples, and of the averaging word. */
    static final int TAG_PLAIN = 0xE;

    static final int TAG_AVERAGED = 0xA;

    static final int MAW_FOLLOWS = 1 << 27;
    static final int PILE_UP = 1 << 26;
    static final int RAW_WORDS = 0x3FF_FFFF;
    static final int AVERAGED_WORDS = 0xFFFF;
    static final int BITS_28 = 0xFFF_FFFF;
    static final int BITS_24 = 0xFF_FFFF;

    /** Width of the time stamp [bits]. */
    static final int COUNTER_BITS = 48;

    private Sis3316Frame() {}

    /** Index of the word that counts the raw samples, in a hit of this format. */
    static int countWord(int format) {
        return 2
                + ((format & FORMAT_PEAK) != 0 ? PEAK_WORDS : 0)
                + ((format & FORMAT_ACCUMULATORS) != 0 ? ACCUMULATOR_WORDS : 0)
                + ((format & FORMAT_MAW) != 0 ? MAW_WORDS : 0)
                + ((format & FORMAT_ENERGY) != 0 ? ENERGY_WORDS : 0);
    }
}
