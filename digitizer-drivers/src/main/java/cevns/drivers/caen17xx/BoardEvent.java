package cevns.drivers.caen17xx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One event of a board, seen in the decoder's buffers: valid during the call that brings it. The
 * same object for every event.
 */
public final class BoardEvent {

    private static final int SAMPLE_BYTES = 2;

    private final ByteBuffer header =
            ByteBuffer.allocate(EventFrame.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] samples = new byte[0];
    private ByteBuffer window = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    private int samplesPerChannel;

    /** Board id: the slot, or 31 of a desktop board. */
    public int board() {
        return header.getInt(EventFrame.WORD) >>> 27;
    }

    /** True when the board says that something in it has failed. */
    public boolean hasFailed() {
        return (header.getInt(EventFrame.WORD) & EventFrame.FAIL_BIT) != 0;
    }

    /** Levels of the LVDS inputs at the trigger, 16 bits. */
    public int pattern() {
        return header.getInt(EventFrame.WORD) >>> 8 & 0xFFFF;
    }

    /** Channels in this event, one bit each. */
    public int mask() {
        int low = header.getInt(EventFrame.WORD) & 0xFF;
        int high = header.getInt(2 * EventFrame.WORD) >>> 24;
        return high << 8 | low;
    }

    /** Event counter, 24 bits. */
    public int counter() {
        return header.getInt(2 * EventFrame.WORD) & 0xFF_FFFF;
    }

    /** Trigger time tag, 31 bits. */
    public int timeTag() {
        return header.getInt(3 * EventFrame.WORD) & 0x7FFF_FFFF;
    }

    /** The four words of the header as on the wire. */
    public ByteBuffer header() {
        return header.clear();
    }

    /** Samples of each channel. */
    public int samplesPerChannel() {
        return samplesPerChannel;
    }

    /**
     * The samples of a channel, u16 little-endian.
     *
     * @param index of the channel among those of the mask, from 0
     */
    public ByteBuffer trace(int index) {
        int bytes = samplesPerChannel * SAMPLE_BYTES;
        return window.clear().position(index * bytes).limit((index + 1) * bytes);
    }

    void begin(ByteBuffer block, int at) {
        for (int i = 0; i < EventFrame.HEADER_WORDS; i++) {
            header.putInt(i * EventFrame.WORD, block.getInt(at + i * EventFrame.WORD));
        }
    }

    /** Makes room for the samples and says where they go. */
    ByteBuffer room(int channels, int perChannel) {
        samplesPerChannel = perChannel;
        int bytes = channels * perChannel * SAMPLE_BYTES;
        if (samples.length < bytes) {
            samples = new byte[bytes];
            window = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        }
        return window.clear().limit(bytes);
    }
}
