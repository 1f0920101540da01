package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes replies, as a board does; layout: {@link PacketFrame}. */
final class ReplyEncoder {

    private ReplyEncoder() {}

    /** The value of a link register. */
    static ByteBuffer link(int id, boolean ids, int address, int data) {
        return head(PacketFrame.READ_LINK, id, ids, 8).putInt(address).putInt(data).flip();
    }

    /**
     * A status and what follows it.
     *
     * @param words from position to limit, little-endian; left as they were
     */
    static ByteBuffer status(int opcode, int id, boolean ids, int status, ByteBuffer words) {
        ByteBuffer out = head(opcode, id, ids, 1 + words.remaining());
        return out.put((byte) status).put(words.duplicate()).flip();
    }

    private static ByteBuffer head(int opcode, int id, boolean ids, int more) {
        ByteBuffer out =
                ByteBuffer.allocate(PacketFrame.head(ids) + more).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) opcode);
        if (ids) {
            out.put((byte) id);
        }
        return out;
    }
}
