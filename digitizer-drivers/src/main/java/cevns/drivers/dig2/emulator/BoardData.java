package cevns.drivers.dig2.emulator;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** How an emulated board sends its data. */
interface BoardData {

    /** True when somebody listens and what waits to be sent has room for more. */
    boolean hasRoom();

    /** Says that what was sent before is stale. */
    void cleared();

    /**
     * Sends events together.
     *
     * @param events whole events from position to limit
     * @param count how many events
     */
    void group(ByteBuffer events, int count);

    /**
     * Sends messages that are ready; only what goes over TCP has such.
     *
     * @param messages released when they are sent
     * @param ticks time stamp of the last trigger in them
     */
    default void messages(ByteBuf messages, long ticks) {
        messages.release();
        throw new UnsupportedOperationException("a load goes over TCP");
    }
}
