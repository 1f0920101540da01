package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.AVERAGED_WORDS;
import static cevns.drivers.sis3316.Sis3316Frame.BITS_24;
import static cevns.drivers.sis3316.Sis3316Frame.BITS_28;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_ACCUMULATORS;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_ENERGY;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_MAW;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_PEAK;
import static cevns.drivers.sis3316.Sis3316Frame.MAW_FOLLOWS;
import static cevns.drivers.sis3316.Sis3316Frame.PEAK_WORDS;
import static cevns.drivers.sis3316.Sis3316Frame.PILE_UP;
import static cevns.drivers.sis3316.Sis3316Frame.RAW_WORDS;
import static cevns.drivers.sis3316.Sis3316Frame.TAG_AVERAGED;
import static cevns.drivers.sis3316.Sis3316Frame.TAG_PLAIN;
import static cevns.drivers.sis3316.Sis3316Frame.WORD;

import java.nio.ByteBuffer;

/**
 * One hit of an SIS3316 where it lies, in a memory bank, a file or an ORCA record; layout: {@link
 * Sis3316Frame}. A flyweight over a little-endian buffer: valid until the next {@link #wrap}.
 *
 * <pre>
 *   int length = hit.wrap(buffer, at, available, mawWords);
 *   if (length == Sis3316Hit.BROKEN) …            no hit begins here
 *   else if (length &gt; available) …                 a hit may begin here, more bytes are needed
 *   else …                                         a whole hit: all accessors may be used
 * </pre>
 */
public final class Sis3316Hit {

    /** What {@link #wrap} gives when the words cannot be a hit. */
    public static final int BROKEN = -1;

    /** The longest header of any format [bytes]. */
    public static final int LONGEST_HEADER = 18 * WORD;

    private ByteBuffer buffer;
    private int offset;
    private int format;
    private int headerWords;
    private int countWord;
    private int averaging;
    private int mawWords;

    /**
     * Looks at what begins at {@code offset}.
     *
     * @param available bytes that may be read from there, at least 0
     * @param mawWords length of the MAW test buffer, a setting of the device [words]
     * @return the length of the hit [bytes]; when it is more than {@code available}, the length as
     *     far as the available bytes tell, and no accessor may be used; {@link #BROKEN} when these
     *     bytes are no hit
     */
    public int wrap(ByteBuffer buffer, int offset, int available, int mawWords) {
        this.buffer = buffer;
        this.offset = offset;
        if (available < WORD) {
            return 3 * WORD;
        }
        format = word(0) & 0xF;
        int countAt = Sis3316Frame.countWord(format);
        headerWords = countAt + 1;
        if (available < headerWords * WORD) {
            return headerWords * WORD;
        }
        countWord = word(countAt);
        averaging = 0;
        int tag = countWord >>> 28;
        if (tag == TAG_AVERAGED) {
            headerWords++;
            if (available < headerWords * WORD) {
                return headerWords * WORD;
            }
            averaging = word(countAt + 1);
            tag = averaging >>> 28;
        }
        this.mawWords = (countWord & MAW_FOLLOWS) != 0 ? mawWords : 0;
        return tag == TAG_PLAIN ? length() : BROKEN;
    }

    /** Length of the whole hit [bytes]. */
    public int length() {
        return (headerWords + rawWords() + averagedWords() + mawWords) * WORD;
    }

    /** User byte (11..4), channel group (3..2), channel in the group (1..0). */
    public int channelId() {
        return (word(0) >>> 4) & 0xFFF;
    }

    /** Format bits. */
    public int format() {
        return format;
    }

    /** Time stamp, 48 bits [samples]. */
    public long timestamp() {
        return (word(0) & 0xFFFF_0000L) << 16 | word(1) & 0xFFFF_FFFFL;
    }

    /** Words in front of the raw samples, all included. */
    public int headerWords() {
        return headerWords;
    }

    /** True when the hit has peak, information byte and accumulators 1 to 6. */
    public boolean hasPeak() {
        return (format & FORMAT_PEAK) != 0;
    }

    /** Highest sample, in the ADC's own counts, with format bit 0. */
    public int peakHigh() {
        return word(2) & 0xFFFF;
    }

    /** Which sample is highest, from the start of the pre-trigger window, with format bit 0. */
    public int peakIndex() {
        return word(2) >>> 16;
    }

    /**
     * Overflow (bit 7), underflow (6), re-pile-up (5), pile-up (4) of the hit, with format bit 0.
     */
    public int information() {
        return word(3) >>> 24;
    }

    /**
     * Sum of samples in one of the gates [ADC counts].
     *
     * @param gate 1…6 with format bit 0, 7 and 8 with format bit 1
     */
    public int accumulator(int gate) {
        if (gate == 1) {
            return word(3) & BITS_24;
        }
        if (gate <= 6) {
            return word(2 + gate) & BITS_28;
        }
        return word(afterPeak() + gate - 7) & BITS_28;
    }

    /**
     * A value of the trigger filter, offset binary, with format bit 2.
     *
     * @param index 0 maximum, 1 before the trigger, 2 at or after it
     */
    public int maw(int index) {
        return word(afterAccumulators() + index) & BITS_28;
    }

    /** Energy filter at the start of the trigger gate, with format bit 3. */
    public int startEnergy() {
        return word(afterMaw());
    }

    /** Highest value of the energy filter in the trigger gate, with format bit 3. */
    public int maximumEnergy() {
        return word(afterMaw() + 1);
    }

    /** True when the hit has energies. */
    public boolean hasEnergy() {
        return (format & FORMAT_ENERGY) != 0;
    }

    /** The pile-up or re-pile-up status bit. */
    public boolean pileUp() {
        return (countWord & PILE_UP) != 0;
    }

    /** Words of raw samples, two in each. */
    public int rawWords() {
        return countWord & RAW_WORDS;
    }

    /** Words of averaged samples, two in each; 0 without averaging. */
    public int averagedWords() {
        return averaging & AVERAGED_WORDS;
    }

    /** Offset of the averaged trace in raw samples; 0 without averaging. */
    public int averagingPhase() {
        return averaging >>> 16 & 0xFF;
    }

    /** Words of MAW test data. */
    public int mawWords() {
        return mawWords;
    }

    /** The wrapped buffer. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where the hit begins in {@link #buffer()}. */
    public int offset() {
        return offset;
    }

    /** Where the raw samples begin in {@link #buffer()}. */
    public int rawAt() {
        return offset + headerWords * WORD;
    }

    /** Where the averaged samples begin in {@link #buffer()}. */
    public int averagedAt() {
        return rawAt() + rawWords() * WORD;
    }

    /** Where the MAW test data begin in {@link #buffer()}. */
    public int mawAt() {
        return averagedAt() + averagedWords() * WORD;
    }

    private int afterPeak() {
        return 2 + (hasPeak() ? PEAK_WORDS : 0);
    }

    private int afterAccumulators() {
        boolean has = (format & FORMAT_ACCUMULATORS) != 0;
        return afterPeak() + (has ? Sis3316Frame.ACCUMULATOR_WORDS : 0);
    }

    private int afterMaw() {
        boolean has = (format & FORMAT_MAW) != 0;
        return afterAccumulators() + (has ? Sis3316Frame.MAW_WORDS : 0);
    }

    private int word(int index) {
        return buffer.getInt(offset + index * WORD);
    }
}
