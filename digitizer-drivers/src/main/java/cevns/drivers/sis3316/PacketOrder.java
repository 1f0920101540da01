package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Puts the packets of one FIFO reply in order by their counter. Of at most 15 packets the counter
 * names every one: what overtook another waits for it, what comes twice is dropped, what is missing
 * shows. How long a packet is, the packet says itself.
 */
final class PacketOrder {

    /** Most packets of a reply that can be put in order. */
    static final int MOST_PACKETS = PacketFrame.COUNTERS - 1;

    /** What became of a packet. */
    enum Fate {
        /** It was the next one. */
        TAKEN,
        /** One before it is missing so far: it waits. */
        HELD,
        /** It has been here before. */
        TWICE,
        /** Another with its counter, and with other words, has been here before. */
        OTHER,
        /** It has none, or more words than are still missing. */
        TOO_LONG
    }

    private final ByteBuffer[] held = new ByteBuffer[PacketFrame.COUNTERS];
    private final int[] heldWords = new int[PacketFrame.COUNTERS];

    /** Where the words of a packet lie that was taken [byte]. */
    private final int[] places = new int[PacketFrame.COUNTERS];

    private ByteBuffer into = ByteBuffer.allocate(0);
    private int wanted;
    private int got;
    private int next;
    private int waiting;

    /**
     * Begins a reply.
     *
     * @param words that were asked for
     * @param destination takes them in order from its position; has room for them
     */
    void begin(int words, ByteBuffer destination) {
        wanted = words;
        into = destination;
        got = 0;
        next = 0;
        waiting = 0;
        Arrays.fill(heldWords, 0);
    }

    /** Takes a packet. */
    Fate take(int counter, Reply packet) {
        if (counter < next) {
            return FifoHistory.isSame(packet, into, places[counter]) ? Fate.TWICE : Fate.OTHER;
        }
        if (heldWords[counter] > 0) {
            return FifoHistory.isSame(packet, held[counter], 0) ? Fate.TWICE : Fate.OTHER;
        }
        int words = packet.words();
        if (words == 0 || words > wanted - got - waiting) {
            return Fate.TOO_LONG;
        }
        if (counter != next) {
            hold(counter, packet, words);
            return Fate.HELD;
        }
        places[next] = into.position();
        into.limit(into.position() + 4 * words);
        packet.bytes().getBytes(packet.dataIndex(), into);
        got += words;
        next++;
        release();
        return Fate.TAKEN;
    }

    private void hold(int counter, Reply packet, int words) {
        ByteBuffer slot = held[counter];
        if (slot == null || slot.capacity() < 4 * words) {
            slot = ByteBuffer.allocateDirect(4 * words).order(ByteOrder.LITTLE_ENDIAN);
            held[counter] = slot;
        }
        packet.bytes().getBytes(packet.dataIndex(), slot.clear().limit(4 * words));
        heldWords[counter] = words;
        waiting += words;
    }

    private void release() {
        while (next < PacketFrame.COUNTERS && heldWords[next] > 0) {
            int words = heldWords[next];
            places[next] = into.position();
            into.limit(into.position() + 4 * words);
            into.put(held[next].flip());
            heldWords[next] = 0;
            waiting -= words;
            got += words;
            next++;
        }
    }

    /** Words that came in order so far. */
    int got() {
        return got;
    }

    /** True when all have come. */
    boolean complete() {
        return got == wanted;
    }
}
