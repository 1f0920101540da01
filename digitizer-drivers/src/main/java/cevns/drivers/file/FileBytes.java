package cevns.drivers.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/**
 * The bytes of a recorded file, in order. A reader asks for what its next record {@linkplain #need
 * needs}, looks at it in place, and {@linkplain #skip skips} it:
 *
 * <pre>
 *   while (bytes.need(HEADER) &amp;&amp; bytes.need(length(bytes.buffer(), bytes.at()))) {
 *       decode(bytes.buffer(), bytes.at());
 *       bytes.skip(length);
 *   }
 *   trailing = bytes.remaining();
 * </pre>
 *
 * The buffer is reused. It starts at 64 KiB and grows only for a record that the file really holds;
 * a length field that claims more than is left in the file allocates nothing.
 */
public final class FileBytes implements Closeable {

    private static final int FIRST_CAPACITY = 1 << 16;

    /** Null for bytes that are all in memory. */
    private final ReadableByteChannel channel;

    /** From position to limit: read from the file, not yet skipped. */
    private ByteBuffer buffer;

    /** File offset of index 0 of the buffer. */
    private long bufferOffset;

    private long size;

    private FileBytes(ReadableByteChannel channel, ByteBuffer buffer, long size) {
        this.channel = channel;
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.size = size;
    }

    /** The bytes of a file, as many as it has now. */
    public static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        return of(channel, channel.size());
    }

    /** The next {@code size} bytes of a channel, which is closed with this. */
    public static FileBytes of(ReadableByteChannel channel, long size) {
        return new FileBytes(channel, ByteBuffer.allocate(FIRST_CAPACITY).limit(0), size);
    }

    /** What is in a buffer from position to limit; the buffer itself is left as it is. */
    public static FileBytes of(ByteBuffer memory) {
        return new FileBytes(null, memory.slice(), memory.remaining());
    }

    /** Bytes in the file; less than at first if it turned out shorter. */
    public long size() {
        return size;
    }

    /** Offset of the next byte in the file. */
    public long position() {
        return bufferOffset + buffer.position();
    }

    /** Bytes from here to the end of the file. */
    public long remaining() {
        return size - position();
    }

    /** Bytes that the buffer takes in memory. */
    public int capacity() {
        return buffer.capacity();
    }

    /**
     * Makes the next {@code count} bytes readable in {@link #buffer()}.
     *
     * @param count at least 0
     * @return false when the file ends before; nothing has moved then
     */
    public boolean need(int count) throws IOException {
        if (count <= buffer.remaining()) {
            return true;
        }
        return count <= remaining() && fill(count);
    }

    /**
     * Little-endian view of the bytes; index {@link #at()} is the next one. Valid until the next
     * {@link #need} or {@link #skip}; do not move its position or limit.
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Index of the next byte in {@link #buffer()}. */
    public int at() {
        return buffer.position();
    }

    /** Bytes that can be read in {@link #buffer()} without another {@link #need}. */
    public int readable() {
        return buffer.remaining();
    }

    /**
     * Goes forward.
     *
     * @param count at least 0; beyond the end of the file it stops there
     */
    public void skip(long count) throws IOException {
        long left = Math.min(count, remaining());
        while (left > buffer.remaining()) {
            left -= buffer.remaining();
            buffer.position(buffer.limit());
            if (!fill(1)) {
                return;
            }
        }
        buffer.position(buffer.position() + (int) left);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Reads on until {@code count} bytes stand behind the position, which they can. */
    private boolean fill(int count) throws IOException {
        if (channel == null) {
            return false;
        }
        bufferOffset += buffer.position();
        if (count > buffer.capacity()) {
            long doubled = Math.min(2L * count, size - bufferOffset);
            ByteBuffer larger = ByteBuffer.allocate((int) Math.min(doubled, Integer.MAX_VALUE - 8));
            buffer = larger.order(ByteOrder.LITTLE_ENDIAN).put(buffer);
        } else {
            buffer.compact();
        }
        boolean ended = false;
        while (buffer.position() < count && !ended) {
            ended = channel.read(buffer) < 0;
        }
        buffer.flip();
        if (ended) {
            size = bufferOffset + buffer.limit();
        }
        return buffer.remaining() >= count;
    }
}
