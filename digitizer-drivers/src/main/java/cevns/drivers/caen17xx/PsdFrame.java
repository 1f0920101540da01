package cevns.drivers.caen17xx;

/**
 * Aggregates of DPP-PSD firmware of x725 and x730, in words of 32 bits, little-endian.
 *
 * <pre>
 *  board      0xA | size          board id, fail, pattern, couples    counter    time tag
 *  couple       1 | size          DT EQ ET EE ES | extras format | probes | samples / 8
 *    event    ET  odd channel | trigger time tag (31 bits)
 *             ES  samples / 2 words: 14 bits and two digital probes each
 *             EE  extras: extended time, and baseline, flags or fine time
 *             EQ  long charge | pile-up | short charge
 * </pre>
 */
final class PsdFrame {

    static final int WORD = 4;
    static final int BOARD_WORDS = 4;
    static final int COUPLE_WORDS = 2;
    static final int COUPLE_SIZE_MASK = 0x3F_FFFF;
    static final int COUPLES = 8;

    static final int DUAL_TRACE = 1 << 31;
    static final int HAS_CHARGE = 1 << 30;
    static final int HAS_TIME = 1 << 29;
    static final int HAS_EXTRAS = 1 << 28;
    static final int HAS_SAMPLES = 1 << 27;

    static final int EXTRAS_BASELINE = 0;
    static final int EXTRAS_FLAGS = 1;
    static final int EXTRAS_FINE = 2;

    /** In flags: a trigger was lost before this one. */
    static final int TRIGGER_LOST = 1 << 15;

    /** In flags: the input left the range of the ADC. */
    static final int OVER_RANGE = 1 << 14;

    private PsdFrame() {}

    static int extrasFormat(int header) {
        return header >>> 24 & 7;
    }

    /** Words of samples of an event. */
    static int sampleWords(int header) {
        return (header & HAS_SAMPLES) == 0 ? 0 : 4 * (header & 0xFFFF);
    }

    /** Words of an event of a couple with this header. */
    static int eventWords(int header) {
        return sampleWords(header)
                + ((header & HAS_TIME) != 0 ? 1 : 0)
                + ((header & HAS_EXTRAS) != 0 ? 1 : 0)
                + ((header & HAS_CHARGE) != 0 ? 1 : 0);
    }
}
