package cevns.drivers.dig2.wire;

import java.nio.ByteBuffer;

/**
 * Data over UDP: the events of a buffer, cut into datagrams of whole words, each with a footer
 * behind its words. Big-endian.
 *
 * <pre>
 *  +----------------------+--------------------------------------------------------------+
 *  | words of events, 0…n | footer: 63…48 buffer, 46…15 hash, 14 aligned, 13…1 n, 0 last |
 *  +----------------------+--------------------------------------------------------------+
 * </pre>
 *
 * The place of a datagram in its buffer, 24 bits from 0, is not sent but is part of the hash. After
 * the last datagram of a buffer comes buffer number + 1. One without words ends a buffer that is
 * aligned, and says that nothing else is on its way.
 */
public final class DatagramFrame {

    /** The register that is 0 until the board knows the client's port; asked on handle 0. */
    public static final String KNOWS_CLIENT = "0x8014";

    /** Port of a board. */
    public static final int PORT = 51940;

    /** Length of the footer [bytes]. */
    public static final int FOOTER = 8;

    /** Most words in a datagram. */
    static final int MOST_WORDS = 0x1FFF;

    /** Longest datagram payload that Ethernet takes whole, without jumbo frames [bytes]. */
    public static final int PLAIN_ETHERNET = 1472;

    private static final int SEED = 5381;
    private static final int FACTOR = 33;

    private DatagramFrame() {}

    /** True for the last datagram of its buffer. */
    public static boolean isLast(long footer) {
        return (footer & 1) != 0;
    }

    /** Words in front of the footer. */
    public static int words(long footer) {
        return (int) (footer >>> 1) & MOST_WORDS;
    }

    /** True when an event ends with the buffer. */
    public static boolean isAligned(long footer) {
        return (footer >>> 14 & 1) != 0;
    }

    /** Hash of the datagram. */
    public static int hash(long footer) {
        return (int) (footer >>> 15);
    }

    /** Number of the buffer, 16 bits. */
    public static int buffer(long footer) {
        return (int) (footer >>> 48);
    }

    /** The footer of a datagram; of the hash the low 32 bits, of the others as drawn above. */
    public static long footer(int buffer, int hash, boolean aligned, int words, boolean last) {
        return (long) buffer << 48
                | (hash & 0xFFFF_FFFFL) << 15
                | (aligned ? 1L << 14 : 0)
                | (long) words << 1
                | (last ? 1 : 0);
    }

    /**
     * Hash of a datagram.
     *
     * @param place in its buffer, 0…2²⁴ − 1
     * @param in its words, big-endian
     * @param offset of the first one [bytes]
     */
    public static int hash(int place, ByteBuffer in, int offset, int words) {
        int hash = FACTOR * SEED ^ place;
        for (int i = 0; i < words; i++) {
            hash = FACTOR * hash ^ (int) in.getLong(offset + 8 * i);
        }
        return hash;
    }
}
