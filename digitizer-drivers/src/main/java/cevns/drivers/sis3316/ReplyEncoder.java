package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes replies, as a board does; layout: {@link PacketFrame}. */
final class ReplyEncoder {

    /** Head, status and the words of a jumbo frame [bytes]. */
    private static final int LONGEST = PacketFrame.head(true) + 1 + 4 * PacketFrame.JUMBO_WORDS;

    private ReplyEncoder() {}

    /** Room for any reply, little-endian. */
    static ByteBuffer room() {
        return ByteBuffer.allocateDirect(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The value of a link register, whole.
     *
     * @param out as {@link #room}; what was in it is gone
     */
    static ByteBuffer link(ByteBuffer out, int id, boolean ids, int address, int data) {
        return head(out, PacketFrame.READ_LINK, id, ids).putInt(address).putInt(data).flip();
    }

    /**
     * A status; its words are put behind it.
     *
     * @param out as {@link #room}; what was in it is gone
     */
    static ByteBuffer status(ByteBuffer out, int opcode, int id, boolean ids, int status) {
        return head(out, opcode, id, ids).put((byte) status);
    }

    private static ByteBuffer head(ByteBuffer out, int opcode, int id, boolean ids) {
        out.clear().put((byte) opcode);
        if (ids) {
            out.put((byte) id);
        }
        return out;
    }
}
