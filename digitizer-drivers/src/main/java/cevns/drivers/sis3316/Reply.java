package cevns.drivers.sis3316;

import io.netty.buffer.ByteBuf;

/** One datagram of a board; layout: {@link PacketFrame}. A flyweight, valid during the call. */
final class Reply {

    private final int head;
    private final boolean ids;
    private ByteBuf bytes;
    private int dataAt;

    /**
     * @param ids false for a board without identifiers
     */
    Reply(boolean ids) {
        this.ids = ids;
        head = PacketFrame.head(ids);
    }

    /** False when this is too short for any reply, or does not end with a whole word. */
    boolean wrap(ByteBuf datagram) {
        bytes = datagram;
        int length = datagram.readableBytes();
        if (length <= head) {
            return false;
        }
        dataAt = head + (opcode() == PacketFrame.READ_LINK ? 0 : 1);
        return (length - dataAt) % 4 == 0;
    }

    int opcode() {
        return bytes.getUnsignedByte(bytes.readerIndex());
    }

    /** The identifier; 0 where there is none. */
    int id() {
        return ids ? bytes.getUnsignedByte(bytes.readerIndex() + 1) : 0;
    }

    /** The status byte; 0 for a link register, which has none. */
    int status() {
        return dataAt > head ? bytes.getUnsignedByte(bytes.readerIndex() + head) : 0;
    }

    /** Words behind the header, the address of a link register among them. */
    int words() {
        return (bytes.readableBytes() - dataAt) / 4;
    }

    int word(int index) {
        return bytes.getIntLE(dataIndex() + 4 * index);
    }

    /** Where the words begin in the datagram. */
    int dataIndex() {
        return bytes.readerIndex() + dataAt;
    }

    /** The datagram. */
    ByteBuf bytes() {
        return bytes;
    }
}
