package cevns.drivers.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stretch of another buffer, to hand to a sink without copying or allocating. */
public final class ByteWindow {

    private ByteBuffer source;
    private ByteBuffer view = ByteBuffer.allocate(0);

    /**
     * The bytes {@code [from, from + length)} of a buffer, little-endian, from position to limit;
     * valid until the next call.
     */
    public ByteBuffer of(ByteBuffer buffer, int from, int length) {
        if (buffer != source) {
            source = buffer;
            view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
        return view.clear().position(from).limit(from + length);
    }
}
