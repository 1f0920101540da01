package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.HitFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One hit as the board sent it. A flyweight of the decoder: valid during the call only. What a hit
 * of one word does not have is 0.
 */
final class DppHit {

    private static final int MOST_SAMPLES = 4 * HitFrame.MOST_WORDS;

    private final ByteBuffer header;
    private final ByteBuffer first = probe();
    private final ByteBuffer second = probe();
    private final ByteBuffer logic = probe();
    private int words;
    private int samples;
    private boolean truncated;

    /** A hit of up to so many extra words. */
    DppHit(int mostExtraWords) {
        header = ByteBuffer.allocateDirect(8 * (2 + mostExtraWords)).order(ByteOrder.BIG_ENDIAN);
    }

    private static ByteBuffer probe() {
        return ByteBuffer.allocateDirect(2 * MOST_SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        words = 0;
        samples = 0;
        truncated = false;
        header.clear();
        first.clear();
        second.clear();
        logic.clear();
    }

    boolean isFull() {
        return 8 * words == header.capacity();
    }

    void add(long word) {
        header.limit(8 * (words + 1)).putLong(8 * words++, word);
    }

    void truncated(boolean cut) {
        truncated = cut;
    }

    /** Takes words of the waveform that hold two probes. */
    void addProbes(ByteBuffer in, int offset, int count) {
        for (int i = 0; i < count; i++) {
            long word = in.getLong(offset + 8 * i);
            addSample((int) word);
            addSample((int) (word >>> 32));
        }
    }

    private void addSample(int half) {
        int at = 2 * samples++;
        first.putShort(at, (short) (half & 0x3FFF));
        second.putShort(at, (short) (half >>> 16 & 0x3FFF));
        logic.putShort(at, (short) (half >>> 14 & 3 | half >>> 28 & 0xC));
    }

    /** Takes words of the waveform that hold samples only. */
    void addSamples(ByteBuffer in, int offset, int count) {
        for (int i = 0; i < count; i++) {
            first.putLong(2 * samples, in.getLong(offset + 8 * i));
            samples += 4;
        }
    }

    /** Words of the header so far. */
    int words() {
        return words;
    }

    private long word(int index) {
        return index < words ? header.getLong(8 * index) : 0;
    }

    /** True for a hit of one word: no waveform, half the time, one energy. */
    boolean isSingle() {
        return words > 0 && word(0) < 0;
    }

    int channel() {
        return (int) (word(0) >>> 56) & 0x7F;
    }

    /** True for counters of the channel, which are no pulse. */
    boolean isSpecial() {
        return !isSingle() && (word(0) >>> 55 & 1) != 0;
    }

    /** Time stamp: 48 bits, of a single word the low 32 [tick]. */
    long time() {
        return isSingle() ? word(0) >>> 16 & 0xFFFF_FFFFL : word(0) & 0xFFFF_FFFF_FFFFL;
    }

    /** What the time has below one tick [1/1024]. */
    int fine() {
        return (int) (word(1) >>> 16) & 0x3FF;
    }

    /** Energy; of PSD the charge in the long gate. */
    int energy() {
        return (int) (isSingle() ? word(0) : word(1)) & 0xFFFF;
    }

    /** Charge in the short gate. */
    int shortEnergy() {
        return (int) (word(1) >>> 26) & 0xFFFF;
    }

    /** Low-priority flags, 12 bits: what triggered. */
    int lowFlags() {
        return (int) (word(1) >>> 50) & 0xFFF;
    }

    /** High-priority flags, 8 bits: pile-up, saturation. */
    int highFlags() {
        return (int) (isSingle() ? word(0) >>> 48 : word(1) >>> 42) & 0xFF;
    }

    boolean hasWaveform() {
        return (word(1) >>> 62 & 1) != 0;
    }

    /**
     * Data of the first extra word of a type.
     *
     * @return 60 bits, or −1 when there is none
     */
    long extra(int type) {
        for (int i = 2; i < words; i++) {
            long word = word(i);
            if ((word >>> 60 & 7) == type) {
                return word & (1L << 60) - 1;
            }
        }
        return -1;
    }

    /** Samples of each probe. */
    int samples() {
        return samples;
    }

    /** True when the board says that the waveform is not whole. */
    boolean isTruncated() {
        return truncated;
    }

    /** The header as on the wire, from position to limit. */
    ByteBuffer header() {
        return header;
    }

    /** Samples of an analog probe as on the wire, 14 bits, u16 little-endian; 0 or 1. */
    ByteBuffer analog(int probe) {
        return (probe == 0 ? first : second).position(0).limit(2 * samples);
    }

    /** The digital probes, bit p of each sample for probe p, u16 little-endian. */
    ByteBuffer digital() {
        return logic.position(0).limit(2 * samples);
    }

    /** True when an analog probe is the ADC's samples, neither signed nor multiplied. */
    boolean isInput(int probe) {
        long data = extra(HitFrame.WAVEFORM);
        return data >= 0 && (data >>> 6 * probe & 0x3F) == HitFrame.ADC_INPUT;
    }

    /** log2 of the down-sampling of the waveform. */
    int log2DownSampling() {
        long data = extra(HitFrame.WAVEFORM);
        return data < 0 ? 0 : (int) (data >>> 44) & 3;
    }
}
