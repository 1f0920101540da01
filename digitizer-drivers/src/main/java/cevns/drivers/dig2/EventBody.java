package cevns.drivers.dig2;

import java.nio.ByteBuffer;

/** Decodes the events of one format; their words may come in any pieces. */
interface EventBody {

    /**
     * An event begins.
     *
     * @param first its first word
     * @param words its size, the first word included, from 1
     */
    void begin(long first, long words);

    /**
     * Further words of it, big-endian.
     *
     * @param offset of the first byte in {@code in}
     * @param words how many, from 1
     */
    void words(ByteBuffer in, int offset, int words);

    /** All its words have come. An event that is cut never ends. */
    void end();
}
