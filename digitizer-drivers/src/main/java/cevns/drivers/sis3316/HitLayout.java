package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.base;

import java.util.Map;

/**
 * What the hits of a channel look like, as its registers say.
 *
 * @param channel of the board
 * @param channelId in its hits, 12 bits
 * @param format format bits
 * @param rawWords words of raw samples
 * @param averagedWords words of averaged samples; −1 where the hits have no averaging header
 * @param mawWords words of filter test data
 * @param preTrigger samples of the raw trace before the trigger; negative if it begins later
 * @param averagingFactor raw samples in an averaged one
 * @param averagedPreTrigger begin of the averaged trace before the trigger [raw samples]
 */
record HitLayout(
        int channel,
        int channelId,
        int format,
        int rawWords,
        int averagedWords,
        int mawWords,
        int preTrigger,
        int averagingFactor,
        int averagedPreTrigger) {

    private static final int PRE_TRIGGER_BITS = 0x3FFF;
    private static final int EXTENDED_BITS = 0x1FF_FFFF;

    /**
     * The layout that the registers give.
     *
     * @param registers by address, as read back
     * @param averages true for a board that can average
     */
    static HitLayout of(int channel, Map<Integer, Integer> registers, boolean averages) {
        int base = base(channel / 4);
        int c = channel % 4;
        int format = registers.getOrDefault(base + Registers.FORMAT, 0) >>> 8 * c;
        int raw = registers.getOrDefault(base + Registers.RAW, 0);
        int extended = registers.getOrDefault(base + Registers.RAW_EXTENDED, 0) & EXTENDED_BITS;
        int samples = raw >>> 16 != 0 ? raw >>> 16 : extended;
        int averaging = registers.getOrDefault(base + Registers.AVERAGING, 0);
        int mode = averages ? averaging >>> 28 & 7 : 0;
        int factor = 1 << mode + 1;
        int pre = registers.getOrDefault(base + Registers.PRE_TRIGGER, 0) & PRE_TRIGGER_BITS;
        int header = registers.getOrDefault(base + Registers.HEADER_ID, 0);
        boolean maw = (format & Registers.FORMAT_MAW) != 0;
        return new HitLayout(
                channel,
                header >>> 20 & 0xFF0 | channel & 0xF,
                format & 0xF,
                samples / 2,
                mode > 0 ? (averaging & 0xFFFF) / 2 : -1,
                maw ? registers.getOrDefault(base + Registers.MAW_TEST, 0) & 0x7FE : 0,
                pre - (raw & 0xFFFF),
                factor,
                pre + (averaging >>> 16 & 0xFFF) * factor);
    }

    /** Words of a hit. */
    int words() {
        int header = Sis3316Frame.countWord(format) + 1 + (averagedWords >= 0 ? 1 : 0);
        return header + rawWords + Math.max(0, averagedWords) + mawWords;
    }
}
