package cevns.drivers.dig2;

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
}
