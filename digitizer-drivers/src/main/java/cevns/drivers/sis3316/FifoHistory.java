package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The requests for data since a transfer was programmed, and where their words have gone. Tells a
 * packet that the network has doubled from a packet of a request that it has doubled: the board
 * executes both, each goes on where the last one ended, so the second takes words away from the
 * request that follows it.
 */
final class FifoHistory {

    private static final int IDS = 256;
    private static final int[] FULL = {PacketFrame.NORMAL_WORDS, PacketFrame.JUMBO_WORDS};

    /** Words of the request under an identifier; 0 for none. */
    private final int[] words = new int[IDS];

    /** Where its words begin [byte]. */
    private final int[] starts = new int[IDS];

    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** A transfer is programmed: what came before does it no harm. */
    void begin() {
        Arrays.fill(words, 0);
    }

    /** A request of another kind has this identifier from now on. */
    void forget(int id) {
        words[id] = 0;
    }

    /** A request for words that go into a buffer at its position. */
    void put(int id, int count, ByteBuffer into) {
        words[id] = count;
        starts[id] = into.position();
        buffer = into;
    }

    /**
     * True for a data packet that fits an earlier request but has other words than that one was
     * answered with.
     */
    boolean isOfSecondExecution(Reply packet) {
        int id = packet.id();
        if (words[id] == 0 || (packet.status() & PacketFrame.STATUS_ERRORS) != 0) {
            return false;
        }
        boolean fits = false;
        for (int full : FULL) {
            int before = (packet.status() & PacketFrame.STATUS_COUNTER) * full;
            if (packet.words() == Math.min(full, words[id] - before) && packet.words() > 0) {
                fits = true;
                if (isSame(packet, buffer, starts[id] + 4 * before)) {
                    return false;
                }
            }
        }
        return fits;
    }

    /** True when the words of a packet stand in a buffer at a byte. */
    static boolean isSame(Reply packet, ByteBuffer buffer, int at) {
        if (at + 4 * packet.words() > buffer.capacity()) {
            return false;
        }
        ByteBuffer all = buffer.duplicate().clear().order(buffer.order());
        for (int i = 0; i < packet.words(); i++) {
            if (all.getInt(at + 4 * i) != packet.word(i)) {
                return false;
            }
        }
        return true;
    }
}
