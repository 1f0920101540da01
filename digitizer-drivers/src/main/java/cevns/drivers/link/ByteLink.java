package cevns.drivers.link;

import java.io.Closeable;
import java.io.IOException;

/**
 * Bytes to and from an instrument that is asked and answers: a serial line, or the socket of a
 * serial device server. Confined to the one thread that asks and waits. A link is used once: to
 * connect again, make another.
 */
public interface ByteLink extends Closeable {

    /**
     * Opens the link.
     *
     * @throws IOException if it cannot be had; the message says for people what and why
     */
    void open() throws IOException;

    /**
     * Reads what has come, at least one byte if one comes in time.
     *
     * @param offset where to begin in {@code into}; there must be room
     * @param waitMs longest wait [ms]; 0 takes only what is there. A serial line waits in steps of
     *     100 ms
     * @return bytes read, 0 if none came
     * @throws IOException if the link is lost
     */
    int read(byte[] into, int offset, int waitMs) throws IOException;

    /**
     * Writes all of it.
     *
     * @throws IOException if the link is lost
     */
    void write(byte[] bytes) throws IOException;

    /** Closes it, open or not. */
    @Override
    void close();
}
