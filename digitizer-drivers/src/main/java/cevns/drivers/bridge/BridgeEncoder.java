package cevns.drivers.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes frames as a bridge does. */
final class BridgeEncoder {

    private final int source;
    private long sequence;

    BridgeEncoder(int source) {
        this.source = source;
    }

    /**
     * A frame.
     *
     * @param hostNs end of the block transfer [ns since the Unix epoch]
     * @param payload from position to limit
     */
    byte[] frame(int kind, long hostNs, ByteBuffer payload) {
        int bytes = payload.remaining();
        ByteBuffer frame =
                ByteBuffer.allocate(BridgeFrame.HEADER_BYTES + bytes + BridgeFrame.CRC_BYTES);
        frame.putInt(BridgeFrame.MAGIC)
                .putShort((short) BridgeFrame.VERSION)
                .putShort((short) kind)
                .putInt(source)
                .putLong(sequence++)
                .putLong(hostNs)
                .putInt(bytes)
                .put(payload);
        CRC32 crc = new CRC32();
        crc.update(frame.array(), 0, frame.position());
        frame.putInt((int) crc.getValue());
        return frame.array();
    }

    /** A text frame of these keys and values, one line each. */
    byte[] text(long hostNs, Map<String, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        return frame(BridgeFrame.TEXT, hostNs, ByteBuffer.wrap(utf8));
    }
}
