package cevns.drivers.epics;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server of one protocol for the variables of a source: the other side of {@link PvClient}. */
interface PvServer {

    /**
     * Begins to serve; all variables are undefined until they are {@link #post}ed.
     *
     * @param listenOn where clients search; port 0 for any free one
     * @return where they do
     * @throws IOException if the address cannot be had
     */
    InetSocketAddress start(InetSocketAddress listenOn) throws IOException;

    /**
     * Gives a variable a value.
     *
     * @param channel number of the variable
     * @param severity 0 none, 1 minor, 2 major, 3 invalid
     * @param timeNs its time stamp [ns since the Unix epoch]
     */
    void post(int channel, double value, int severity, long timeNs);

    /** Ends all connections. */
    void close();
}
