package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.BITS_28;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_ACCUMULATORS;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_ENERGY;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_MAW;
import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_PEAK;
import static cevns.drivers.sis3316.Sis3316Frame.MAW_FOLLOWS;
import static cevns.drivers.sis3316.Sis3316Frame.PILE_UP;
import static cevns.drivers.sis3316.Sis3316Frame.TAG_AVERAGED;
import static cevns.drivers.sis3316.Sis3316Frame.TAG_PLAIN;

import java.nio.ByteBuffer;

/** Writes hits as an SIS3316 stores them; layout: {@link Sis3316Frame}. */
public final class Sis3316Encoder {

    /**
     * What a hit says besides its samples; fields of absent format bits are not written.
     *
     * @param channelId user byte, group and channel, 12 bits
     * @param format format bits
     * @param timestamp 48 bits [samples]
     * @param accumulators eight sums; the first 24 bits, the others 28
     * @param maw maximum, before and after the trigger
     * @param averagingPhase −1 for a hit without averaging header
     */
    public record Header(
            int channelId,
            int format,
            long timestamp,
            int peakIndex,
            int peakHigh,
            int information,
            int[] accumulators,
            int[] maw,
            int startEnergy,
            int maximumEnergy,
            boolean pileUp,
            int averagingPhase) {}

    private Sis3316Encoder() {}

    /**
     * Puts one hit.
     *
     * @param out little-endian, with room for it
     * @param raw an even number of samples
     * @param averaged an even number of samples; none without averaging header
     * @param mawTest words of MAW test data; none for a hit without them
     */
    public static void put(
            ByteBuffer out, Header header, char[] raw, char[] averaged, int[] mawTest) {
        putHead(out, header);
        int flags = (mawTest.length > 0 ? MAW_FOLLOWS : 0) | (header.pileUp() ? PILE_UP : 0);
        boolean averages = header.averagingPhase() >= 0;
        int tag = averages ? TAG_AVERAGED : TAG_PLAIN;
        out.putInt(tag << 28 | flags | raw.length / 2);
        if (averages) {
            out.putInt(TAG_PLAIN << 28 | header.averagingPhase() << 16 | averaged.length / 2);
        }
        for (char sample : raw) {
            out.putChar(sample);
        }
        for (char sample : averaged) {
            out.putChar(sample);
        }
        for (int word : mawTest) {
            out.putInt(word);
        }
    }

    private static void putHead(ByteBuffer out, Header header) {
        int format = header.format();
        int timeHigh = (int) (header.timestamp() >>> 32 & 0xFFFF);
        out.putInt(timeHigh << 16 | (header.channelId() & 0xFFF) << 4 | format & 0xF);
        out.putInt((int) header.timestamp());
        int[] sums = header.accumulators();
        if ((format & FORMAT_PEAK) != 0) {
            out.putInt(header.peakIndex() << 16 | header.peakHigh());
            out.putInt(header.information() << 24 | sums[0]);
            for (int i = 1; i < 6; i++) {
                out.putInt(sums[i] & BITS_28);
            }
        }
        if ((format & FORMAT_ACCUMULATORS) != 0) {
            out.putInt(sums[6] & BITS_28);
            out.putInt(sums[7] & BITS_28);
        }
        if ((format & FORMAT_MAW) != 0) {
            for (int value : header.maw()) {
                out.putInt(value & BITS_28);
            }
        }
        if ((format & FORMAT_ENERGY) != 0) {
            out.putInt(header.startEnergy());
            out.putInt(header.maximumEnergy());
        }
    }
}
