package cevns.drivers.caen17xx;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes aggregates of DPP-PSD firmware as a board does, one hit of each channel, with samples,
 * extras and charge. Allocates nothing.
 */
public final class PsdEncoder {

    /** Steps of the fine time in a sampling period. */
    public static final int FINE_STEPS = 1024;

    /** A record has a multiple of so many samples. */
    public static final int STEP = 8;

    private static final int FIXED_WORDS = 3;
    private static final int NO_TIME = 4;
    private static final int EXTENDED_SHIFT = 31;

    private final int[] channels;
    private final int samples;
    private final boolean extended;
    private final int mask;
    private int next;
    private int flags;

    /**
     * @param channels those that have a hit, 0…15, growing
     * @param samples of each, a multiple of {@link #STEP}
     * @param extended true for time stamps of 47 bits with fine time, false for 31 bits
     */
    public PsdEncoder(List<Integer> channels, int samples, boolean extended) {
        this.channels = channels.stream().mapToInt(Integer::intValue).sorted().toArray();
        this.samples = samples;
        this.extended = extended;
        int couples = 0;
        for (int channel : this.channels) {
            couples |= 1 << channel / 2;
        }
        mask = couples;
    }

    /** Bytes of an aggregate. */
    public int bytes() {
        int couples = PsdFrame.COUPLE_WORDS * Integer.bitCount(mask);
        int words = PsdFrame.BOARD_WORDS + couples + channels.length * hitWords();
        return PsdFrame.WORD * words;
    }

    private int hitWords() {
        return FIXED_WORDS + samples / 2;
    }

    /**
     * Begins an aggregate; a hit of each channel must follow.
     *
     * @param into little-endian, with room for it
     * @param counter of aggregates; 23 bits are written
     * @param time of the aggregate; 32 bits are written
     * @param lost true when triggers before it were lost; told with extended times only
     */
    public void begin(ByteBuffer into, long counter, long time, boolean lost) {
        flags = lost ? PsdFrame.TRIGGER_LOST : 0;
        into.putInt(EventFrame.TAG << 28 | bytes() / PsdFrame.WORD);
        into.putInt(mask);
        into.putInt((int) counter & 0x7F_FFFF);
        into.putInt((int) time);
        next = 0;
    }

    /**
     * Writes the hit of the next channel.
     *
     * @param time stamp [sampling periods]; as many bits are written as the format has
     * @param fine what the time lies behind that, 0…{@value #FINE_STEPS} − 1
     * @param chargeLong 0…65535
     * @param chargeShort 0…32767
     */
    public void hit(
            ByteBuffer into, long time, int fine, char[] trace, int chargeLong, int chargeShort) {
        int channel = channels[next];
        boolean opens = next == 0 || channels[next - 1] / 2 != channel / 2;
        next++;
        if (opens) {
            boolean both = next < channels.length && channels[next] / 2 == channel / 2;
            into.putInt(1 << 31 | PsdFrame.COUPLE_WORDS + (both ? 2 : 1) * hitWords());
            into.putInt(
                    PsdFrame.HAS_TIME
                            | PsdFrame.HAS_SAMPLES
                            | PsdFrame.HAS_EXTRAS
                            | PsdFrame.HAS_CHARGE
                            | (extended ? PsdFrame.EXTRAS_FINE : NO_TIME) << 24
                            | samples / STEP);
        }
        into.putInt((channel & 1) << 31 | (int) time & 0x7FFF_FFFF);
        for (int i = 0; i < samples; i++) {
            into.putChar((char) (trace[i] & 0x3FFF));
        }
        into.putInt(extended ? (int) (time >>> EXTENDED_SHIFT) << 16 | flags | fine & 0x3FF : 0);
        into.putInt(chargeLong << 16 | chargeShort & 0x7FFF);
    }
}
