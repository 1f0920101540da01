package cevns.drivers.fcio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One record of an FCIO stream: its tag and its frames, by their order. A flyweight that the
 * decoder fills again and again. A field that is not there reads as 0.
 */
public final class FcioRecord {

    private int tag;
    private long offset;
    private int frames;
    private int[] starts = new int[32];
    private int[] lengths = new int[32];

    /** The kept frames back to back, in the writer's byte order; position is the end of them. */
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);

    /** Record type; 0 when there is none. */
    public int tag() {
        return tag;
    }

    /** Where its tag stands in the stream [bytes]. */
    public long offset() {
        return offset;
    }

    /** Frames that have come whole and were kept. */
    public int frames() {
        return frames;
    }

    /** Bytes of a frame; 0 where there is none. */
    public int length(int frame) {
        return frame < frames ? lengths[frame] : 0;
    }

    /** Element of a frame of i32. */
    public int intAt(int frame, int index) {
        return 4L * index + 4 <= length(frame) ? bytes.getInt(starts[frame] + 4 * index) : 0;
    }

    /** Element of a frame of f32. */
    public float floatAt(int frame, int index) {
        return Float.intBitsToFloat(intAt(frame, index));
    }

    /** Element of a frame of u16. */
    public int ushortAt(int frame, int index) {
        return 2L * index + 2 <= length(frame)
                ? bytes.getShort(starts[frame] + 2 * index) & 0xFFFF
                : 0;
    }

    /** Where a frame begins in {@link #bytes}. */
    int start(int frame) {
        return frame < frames ? starts[frame] : 0;
    }

    /** The kept frames; read at absolute indices, in the writer's byte order. */
    ByteBuffer bytes() {
        return bytes;
    }

    boolean isOpen() {
        return tag != 0;
    }

    void open(int tag, long offset, ByteOrder order) {
        this.tag = tag;
        this.offset = offset;
        frames = 0;
        bytes.clear().order(order);
    }

    void clear() {
        tag = 0;
        frames = 0;
    }

    /** True when the bytes of a next frame of this length are to be kept. */
    boolean keeps(int length) {
        return FcioFrame.isRead(tag)
                && frames < FcioFrame.MAX_FRAMES
                && bytes.position() + length <= FcioFrame.MAX_RECORD;
    }

    /** Takes {@code count} bytes of a frame; room is made only for bytes that are there. */
    void append(ByteBuffer in, int count) {
        if (bytes.remaining() < count) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + count);
            bytes = ByteBuffer.allocate(capacity).order(bytes.order()).put(bytes.flip());
        }
        int end = in.position() + count;
        bytes.put(bytes.position(), in, in.position(), count);
        bytes.position(bytes.position() + count);
        in.position(end);
    }

    void endFrame(int length) {
        if (frames == starts.length) {
            starts = Arrays.copyOf(starts, 2 * frames);
            lengths = Arrays.copyOf(lengths, 2 * frames);
        }
        starts[frames] = bytes.position() - length;
        lengths[frames] = length;
        frames++;
    }
}
