package cevns.drivers.adara;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;

/**
 * The last minutes of the stream, for a client that asks for them: bounded, and found by index
 * points only, so that a client gets more than it asked for.
 */
final class AdaraHistory {

    private record Entry(long seconds, byte[] packets) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int keptS;
    private final int indexS;
    private long firstS = -1;

    /**
     * Makes an empty history.
     *
     * @param keptS how far back it goes [s]; 0 for none
     * @param indexS distance of the index points, the first one at the first pulse [s]
     */
    AdaraHistory(int keptS, int indexS) {
        this.keptS = keptS;
        this.indexS = indexS;
    }

    /** Adds the packets of a pulse of this time [EPICS s]. */
    void add(long seconds, byte[] packets) {
        if (firstS < 0) {
            firstS = seconds;
        }
        entries.add(new Entry(seconds, packets));
        while (!entries.isEmpty() && entries.peek().seconds <= seconds - keptS) {
            entries.remove();
        }
    }

    /**
     * Everything from an index point on.
     *
     * @param startSeconds EPICS seconds; what is kept from the index point before it on
     */
    byte[] from(long startSeconds) {
        long index = firstS + Math.floorDiv(startSeconds - firstS, (long) indexS) * indexS;
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            if (entry.seconds >= index) {
                packets.writeBytes(entry.packets);
            }
        }
        return packets.toByteArray();
    }
}
