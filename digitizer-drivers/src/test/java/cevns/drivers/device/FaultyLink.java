package cevns.drivers.device;

/** A bad network in front of one port of a device; what it can do to what the device sends. */
public interface FaultyLink extends AutoCloseable {

    /** The port that the driver speaks to. */
    int port();

    /** How many connections have been passed on so far. */
    int connections();

    /** Sends in pieces of this many bytes; 0 for as they come. */
    void split(int bytes);

    /** Holds bytes back until so many have come; 0 for as they come. */
    void join(int bytes);

    /** Delays everything. */
    void delay(long millis);

    /** Turns over one bit in every so many bytes; 0 for none. */
    void corrupt(int everyBytes);

    /** Cuts the connection when so many more bytes are through. */
    void cutAfter(long bytes);

    /** Lets nothing through while the connections stay. */
    void silent(boolean on);

    /** Lets nobody in, as where nobody listens. */
    void refuse(boolean on);

    /** Cuts every connection now. */
    void cut();

    @Override
    void close();
}
