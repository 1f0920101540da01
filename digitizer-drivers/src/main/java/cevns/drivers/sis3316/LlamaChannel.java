package cevns.drivers.sis3316;

import java.nio.ByteBuffer;

/**
 * Configuration of one channel in the header of a llamaDAQ file.
 *
 * @param fadc index of the board
 * @param channel on that board, 0…15
 * @param flags bit 0: 14-bit board; bit 1: open
 * @param adcOffset as configured
 * @param frequencyMhz of the sample clock
 * @param gain volts per ADC count
 * @param format format bits of its hits
 * @param startIndex first sample of the stored window in the pre-trigger window
 * @param preTrigger samples from the start of the pre-trigger window to the trigger
 * @param averagedPreTrigger the same in averaged samples, added to the raw one
 * @param averagingMode 0 off, else m of a factor 2^(m+1)
 * @param rawSamples raw samples in a hit
 * @param averagedSamples averaged samples in a hit
 * @param mawWords MAW test data in a hit that has them
 * @param hitWords length of a hit
 * @param headerWords words in front of the raw samples
 */
record LlamaChannel(
        int fadc,
        int channel,
        int flags,
        int adcOffset,
        double frequencyMhz,
        double gain,
        int format,
        int startIndex,
        int preTrigger,
        int averagedPreTrigger,
        int averagingMode,
        int rawSamples,
        int averagedSamples,
        int mawWords,
        int hitWords,
        int headerWords) {

    /** Length in the file; later versions may have more behind it [bytes]. */
    static final int BYTES = 88;

    private static final int FOURTEEN_BITS = 1;
    private static final int LAST_FADC = 255;
    private static final int LAST_CHANNEL = 15;
    private static final int LAST_MODE = 7;

    /** Longest hit that is believed [words]: more than a channel's bank. */
    private static final int MOST_WORDS = 1 << 25;

    static LlamaChannel read(ByteBuffer buffer, int at) {
        return new LlamaChannel(
                buffer.getInt(at),
                buffer.getInt(at + 4),
                buffer.getInt(at + 8),
                buffer.getInt(at + 12),
                buffer.getDouble(at + 16),
                buffer.getDouble(at + 24),
                buffer.getInt(at + 32),
                buffer.getInt(at + 36),
                buffer.getInt(at + 40),
                buffer.getInt(at + 44),
                buffer.getInt(at + 48),
                buffer.getInt(at + 52),
                buffer.getInt(at + 56),
                buffer.getInt(at + 60),
                buffer.getInt(at + 64),
                buffer.getInt(at + 68));
    }

    /** True when every field that reading depends on has a value that a channel can have. */
    boolean plausible() {
        return fadc >= 0
                && fadc <= LAST_FADC
                && channel >= 0
                && channel <= LAST_CHANNEL
                && frequencyMhz >= 1
                && frequencyMhz <= 1000
                && format >= 0
                && format <= 0xF
                && averagingMode >= 0
                && averagingMode <= LAST_MODE
                && mawWords >= 0
                && mawWords <= MOST_WORDS
                && hitWords > Sis3316Frame.countWord(format)
                && hitWords <= MOST_WORDS;
    }

    /** Channel id of its hits, by which people name it. */
    int key() {
        return fadc << 4 | channel;
    }

    boolean fourteenBits() {
        return (flags & FOURTEEN_BITS) != 0;
    }

    /** One tick of the time stamp, and one sample [fs]. */
    long tickFs() {
        return Math.round(1e9 / frequencyMhz);
    }

    /** What the decoder must know. */
    Sis3316Channel forDecoder() {
        return new Sis3316Channel(
                channel,
                (int) (tickFs() / 1000),
                preTrigger - startIndex,
                1 << averagingMode + 1,
                preTrigger + averagedPreTrigger * (1 << averagingMode + 1));
    }

    /** The configuration as one JSON object. */
    String json() {
        return ("{\"key\":%d,\"flags\":%d,\"adcOffset\":%d,\"frequencyMhz\":%s,\"gain\":%s,"
                        + "\"formatBits\":%d,\"startIndex\":%d,\"preTrigger\":%d,"
                        + "\"averagedPreTrigger\":%d,\"averagingMode\":%d,\"rawSamples\":%d,"
                        + "\"averagedSamples\":%d,\"mawWords\":%d,\"hitWords\":%d,"
                        + "\"headerWords\":%d}")
                .formatted(
                        key(),
                        flags,
                        adcOffset,
                        frequencyMhz,
                        Double.isFinite(gain) ? Double.toString(gain) : "null",
                        format,
                        startIndex,
                        preTrigger,
                        averagedPreTrigger,
                        averagingMode,
                        rawSamples,
                        averagedSamples,
                        mawWords,
                        hitWords,
                        headerWords);
    }
}
