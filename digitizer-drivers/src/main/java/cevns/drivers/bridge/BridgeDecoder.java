package cevns.drivers.bridge;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Finds frames in the bytes of a connection. After damage it looks for the next magic, in the frame
 * that was refused as well. Its buffer grows to the longest frame that is announced within the
 * limit.
 */
final class BridgeDecoder {

    private static final int FIRST_BYTES = 1 << 16;

    private final int maxPayload;
    private final BridgeListener listener;
    private final CRC32 crc = new CRC32();
    private ByteBuffer held = ByteBuffer.allocate(FIRST_BYTES);
    private ByteBuffer payloads = held.duplicate();
    private int from;
    private int to;
    private boolean lost;

    /**
     * @param maxPayload longest payload that is taken [bytes]
     */
    BridgeDecoder(int maxPayload, BridgeListener listener) {
        this.maxPayload = maxPayload;
        this.listener = listener;
    }

    /** A connection begins: what is left of the last one is forgotten. */
    void reset() {
        from = 0;
        to = 0;
        lost = false;
    }

    /** Takes all of these bytes. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            makeRoom();
            int n = Math.min(bytes.remaining(), held.capacity() - to);
            held.put(to, bytes, bytes.position(), n);
            bytes.position(bytes.position() + n);
            to += n;
            while (readFrame()) {
                continue;
            }
        }
    }

    /** Room for the rest of the frame that has begun, or at least for one byte more. */
    private void makeRoom() {
        if (from > 0) {
            held.put(0, held, from, to - from);
            to -= from;
            from = 0;
        }
        int needed = to + 1;
        if (to >= BridgeFrame.HEADER_BYTES && held.getInt(0) == BridgeFrame.MAGIC) {
            needed = BridgeFrame.HEADER_BYTES + held.getInt(28) + BridgeFrame.CRC_BYTES;
        }
        if (needed > held.capacity()) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * held.capacity()));
            larger.put(0, held, 0, to);
            held = larger;
            payloads = larger.duplicate();
        }
    }

    /** Reads one frame, or skips bytes that are none; false when more bytes are needed. */
    private boolean readFrame() {
        if (!seek() || to - from < BridgeFrame.HEADER_BYTES) {
            return false;
        }
        int payload = held.getInt(from + 28);
        if (payload < 0 || payload > maxPayload) {
            refuse(
                    FrameFault.LENGTH,
                    "a payload of " + (payload & 0xFFFF_FFFFL) + " bytes, at most " + maxPayload);
            return true;
        }
        int end = from + BridgeFrame.HEADER_BYTES + payload;
        if (to - end < BridgeFrame.CRC_BYTES) {
            return false;
        }
        crc.reset();
        crc.update(held.array(), from, end - from);
        if ((int) crc.getValue() != held.getInt(end)) {
            refuse(FrameFault.CHECKSUM, "a frame of " + payload + " bytes with a wrong CRC");
            return true;
        }
        lost = false;
        int at = from;
        from = end + BridgeFrame.CRC_BYTES;
        int version = held.getShort(at + 4) & 0xFFFF;
        if (version != BridgeFrame.VERSION) {
            listener.refused(
                    FrameFault.UNKNOWN_TYPE,
                    "a frame of version "
                            + version
                            + ", this program reads "
                            + BridgeFrame.VERSION);
            return true;
        }
        listener.frame(
                held.getShort(at + 6) & 0xFFFF,
                held.getInt(at + 8) & 0xFFFF_FFFFL,
                held.getLong(at + 12),
                held.getLong(at + 20),
                payloads.clear()
                        .order(ByteOrder.BIG_ENDIAN)
                        .position(at + BridgeFrame.HEADER_BYTES)
                        .limit(end));
        return true;
    }

    /** Goes to the next magic; false when there is none in what is held. */
    private boolean seek() {
        while (to - from >= 4) {
            if (held.getInt(from) == BridgeFrame.MAGIC) {
                return true;
            }
            if (!lost) {
                refuse(FrameFault.FRAMING, "bytes that begin no frame");
            } else {
                from++;
            }
        }
        return false;
    }

    /** Counted once for each stretch of bytes that is no frame. */
    private void refuse(FrameFault fault, String what) {
        if (!lost || fault != FrameFault.FRAMING) {
            listener.refused(fault, what);
        }
        lost = true;
        from++;
    }
}
