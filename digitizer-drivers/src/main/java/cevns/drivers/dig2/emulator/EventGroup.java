package cevns.drivers.dig2.emulator;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Events of an emulated board that are sent together, as one group of messages. */
final class EventGroup {

    private final BoardData data;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int count;

    EventGroup(BoardData data) {
        this.data = data;
    }

    /** True when what is sent now does not fill the board's memory. */
    boolean hasRoom() {
        return data.hasRoom();
    }

    /** The buffer, at the end of what is in it, with room for so many bytes. */
    ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** An event has been written to the buffer; gives how many there are now. */
    int added() {
        return ++count;
    }

    /** Bytes that wait. */
    int size() {
        return bytes.position();
    }

    /** Forgets them. */
    void drop() {
        bytes.clear();
        count = 0;
    }

    /**
     * Sends a group of messages that is ready, after what waits.
     *
     * @param messages released when they are sent
     * @param ticks time stamp of the last trigger in them
     */
    void send(ByteBuf messages, long ticks) {
        send();
        data.messages(messages, ticks);
    }

    /** Sends them. */
    void send() {
        if (count > 0) {
            data.group(bytes.flip(), count);
            drop();
        }
    }
}
