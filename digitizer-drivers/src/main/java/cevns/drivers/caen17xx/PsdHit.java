package cevns.drivers.caen17xx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One hit of a channel as DPP-PSD firmware sends it: valid during the call that brings it. The same
 * object for every hit.
 */
public final class PsdHit {

    private static final int WORDS = 3;

    private final ByteBuffer own =
            ByteBuffer.allocate(WORDS * PsdFrame.WORD).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] bytes = new byte[0];
    private ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int channel;
    private int header;
    private int time;
    private int extras;
    private int charge;

    /** Channel of the board, 0…15. */
    public int channel() {
        return channel;
    }

    /** Bits of the time stamp that came with the hit: 47 with extended time, otherwise 31. */
    public int timeBits() {
        return hasExtendedTime() ? 47 : 31;
    }

    /** Time stamp [sampling periods], {@link #timeBits} wide. */
    public long timeStamp() {
        long low = time & 0x7FFF_FFFFL;
        return hasExtendedTime() ? (long) (extras >>> 16) << 31 | low : low;
    }

    /** Fine time [1/1024 sampling period], 0…1023; 0 where the format has none. */
    public int fineTime() {
        return hasExtras(PsdFrame.EXTRAS_FINE) ? extras & 0x3FF : 0;
    }

    /** True when the board says that triggers before this one were lost. */
    public boolean lostTriggers() {
        return hasFlags() && (extras & PsdFrame.TRIGGER_LOST) != 0;
    }

    /** True when the board says that the input left the range of the ADC. */
    public boolean overRange() {
        return hasFlags() && (extras & PsdFrame.OVER_RANGE) != 0;
    }

    /** Charge in the long gate [board units]; 0 where the format has none. */
    public int chargeLong() {
        return charge >>> 16;
    }

    /** Charge in the short gate [board units]; 0 where the format has none. */
    public int chargeShort() {
        return charge & 0x7FFF;
    }

    /** True when the board saw a second pulse in the gate. */
    public boolean pileUp() {
        return (charge & 0x8000) != 0;
    }

    /** The words of time, extras and charge as on the wire; 0 for one that is not there. */
    public ByteBuffer own() {
        own.clear();
        own.putInt(time).putInt(extras).putInt(charge);
        return own.flip();
    }

    /** The samples, u16 little-endian, probes taken out; empty where the format has none. */
    public ByteBuffer samples() {
        return samples.rewind();
    }

    void take(int couple, int coupleHeader, ByteBuffer block, int from) {
        header = coupleHeader;
        int at = from;
        time = 0;
        extras = 0;
        charge = 0;
        if ((header & PsdFrame.HAS_TIME) != 0) {
            time = block.getInt(at);
            at += PsdFrame.WORD;
        }
        channel = 2 * couple + (time >>> 31);
        int words = PsdFrame.sampleWords(header);
        copy(block, at, words);
        at += words * PsdFrame.WORD;
        if ((header & PsdFrame.HAS_EXTRAS) != 0) {
            extras = block.getInt(at);
            at += PsdFrame.WORD;
        }
        if ((header & PsdFrame.HAS_CHARGE) != 0) {
            charge = block.getInt(at);
        }
    }

    private void copy(ByteBuffer block, int from, int words) {
        int length = words * PsdFrame.WORD;
        if (bytes.length < length) {
            bytes = new byte[length];
            samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        samples.clear().limit(length);
        for (int i = 0; i < words; i++) {
            samples.putInt(block.getInt(from + i * PsdFrame.WORD) & 0x3FFF_3FFF);
        }
    }

    private boolean hasExtras(int format) {
        return (header & PsdFrame.HAS_EXTRAS) != 0 && PsdFrame.extrasFormat(header) == format;
    }

    private boolean hasExtendedTime() {
        return (header & PsdFrame.HAS_EXTRAS) != 0
                && PsdFrame.extrasFormat(header) <= PsdFrame.EXTRAS_FINE;
    }

    private boolean hasFlags() {
        return hasExtras(PsdFrame.EXTRAS_FLAGS) || hasExtras(PsdFrame.EXTRAS_FINE);
    }
}
