package cevns.drivers.link;

import java.nio.ByteBuffer;

/**
 * What a family makes of the bytes of a device that only sends. All calls come on the thread of the
 * device's loop.
 */
public interface StreamReader {

    /** A connection stands; its bytes begin anew. */
    void connected();

    /**
     * Bytes of the connection, as they come. All of them are to be taken.
     *
     * @return empty, or why the stream can be read no further: it is then connected anew
     */
    String received(ByteBuffer bytes);

    /** How many data have been read so far, in any unit: it grows while the device delivers. */
    long delivered();

    /**
     * The connection is lost: there is a hole from the last data on.
     *
     * @param damaged true when it was given up because the stream could not be read
     */
    void disconnected(boolean damaged);

    /** What is wrong with the device although it delivers, for people; empty when all is well. */
    default String trouble() {
        return "";
    }

    /** The run ends: what is held is to be told. */
    void end();
}
