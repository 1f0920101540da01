package cevns.drivers.caen17xx;

import java.nio.ByteBuffer;

/** Writes events of standard firmware as a board does. Allocates nothing. */
public final class EventEncoder {

    private static final int DESKTOP_BOARD = 31;

    private EventEncoder() {}

    /** Bytes of an event. */
    public static int bytes(int channels, int samples) {
        return EventFrame.HEADER_BYTES + channels * samples * 2;
    }

    /**
     * Writes the header of an event; the samples of its channels must follow.
     *
     * @param into little-endian, with room for the event
     * @param pattern LVDS inputs, 16 bits
     * @param mask channels, 16 bits
     * @param samples of each channel, an even number
     * @param counter event counter; 24 bits are written
     * @param timeTag trigger time; 31 bits are written, and their round in bit 31
     */
    public static void header(
            ByteBuffer into, int pattern, int mask, int samples, long counter, long timeTag) {
        int words = EventFrame.HEADER_WORDS + Integer.bitCount(mask) * samples / 2;
        into.putInt(EventFrame.TAG << 28 | words);
        into.putInt(DESKTOP_BOARD << 27 | (pattern & 0xFFFF) << 8 | mask & 0xFF);
        into.putInt((mask >>> 8 & 0xFF) << 24 | (int) counter & 0xFF_FFFF);
        into.putInt((int) timeTag);
    }

    /** Writes the samples of a channel. */
    public static void samples(ByteBuffer into, char[] samples, int n) {
        for (int i = 0; i < n; i++) {
            into.putChar(samples[i]);
        }
    }
}
