package cevns.drivers.dig2.wire;

import java.nio.ByteBuffer;

/**
 * Zero-suppressed traces on the wire: hits in aggregates as in {@link HitFrame}, one for each
 * channel of a common trigger, their header made of the lengths of stretches that are kept (good)
 * and left out (bad) by turns.
 *
 * <pre>
 *  word 0   63 = 0, 62…56 channel, 55 last channel of the event, 47…0 time stamp [8 ns]
 *  word 1   63 last of the header, 62 waveform follows, 51…36 value of what is left out,
 *           32 even counters are good, 31…0 counter 0
 *  word 2…  63 last of the header, 62…32 the next even-numbered counter,
 *           31…0 the odd-numbered counter before it
 *
 *  counter  30 last, 29 waveform cut, 28 counters cut, 27…0 length [samples]
 *
 *  waveform
 *  size     63 truncated, 11…0 words that follow
 *  words    four samples of 16 bits, the earliest in 15…0: the good stretches one after the other,
 *           padded to a whole word
 * </pre>
 */
public final class ZleFrame {

    /** Most counters in a header: two words, then two counters a word. */
    static final int MOST_COUNTERS = 1023;

    /** Words of such a header besides the first two. */
    public static final int MOST_EXTRA = MOST_COUNTERS / 2;

    /** Samples in a word of a waveform. */
    public static final int SAMPLES_PER_WORD = 4;

    /** Bit of the last counter. */
    public static final int LAST_COUNTER = 1 << 30;

    /** Bit of a counter: the waveform was cut. */
    public static final int WAVEFORM_CUT = 1 << 29;

    /** Bit of a counter: there were more counters than the header takes. */
    public static final int COUNTERS_CUT = 1 << 28;

    /** Longest stretch [samples]. */
    public static final int LONGEST = COUNTERS_CUT - 1;

    /** Bit of the first word: the last channel of its event. */
    public static final long LAST_CHANNEL = 1L << 55;

    /** Bit of the second word: counters 0, 2, 4 … are of stretches that were kept. */
    public static final long EVEN_IS_GOOD = 1L << 32;

    private ZleFrame() {}

    /**
     * A counter of a header.
     *
     * @param header its words, big-endian from index 0
     * @param index from 0; the header must be long enough
     */
    public static int counter(ByteBuffer header, int index) {
        long word = header.getLong(8 * ((index + 1) / 2 + 1));
        boolean high = index > 0 && index % 2 == 0;
        return (int) (high ? word >>> 32 & 0x7FFF_FFFFL : word);
    }
}
