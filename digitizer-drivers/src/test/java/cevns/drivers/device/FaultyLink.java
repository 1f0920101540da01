package cevns.drivers.device;

/** A bad network in front of one port of a device; what it can do to what the device sends. */
public interface FaultyLink extends AutoCloseable {

    /** The port that the driver speaks to. */
    int port();

    /** How many connections have been passed on so far. */
    int connections();

    /** Sends in pieces of this many bytes; 0 for as they come. */
    void split(int bytes);

    /**
     * Holds bytes back until so many have come; 0 for as they come. Of datagrams, which no network
     * joins, it does nothing.
     */
    void join(int bytes);

    /** Delays everything. */
    void delay(long millis);

    /** Turns over one bit in every so many bytes; 0 for none. */
    void corrupt(int everyBytes);

    /** Sends this share of the pieces that the device sends twice. */
    void duplicate(double share);

    /** Sends this share of the pieces that the device sends behind the next one. */
    void exchange(double share);

    /** Sends so many pieces of any bytes and lengths behind each one of the device. */
    void flood(int pieces);

    /** Cuts the connection when so many more bytes are through; −1 for never. */
    void cutAfter(long bytes);

    /** Lets nothing through while the connections stay. */
    void silent(boolean on);

    /** Lets nobody in, as where nobody listens. */
    void refuse(boolean on);

    /** Cuts every connection now. */
    void cut();

    /** Lets everything through from now on as it comes. */
    default void calm() {
        split(0);
        join(0);
        delay(0);
        corrupt(0);
        duplicate(0);
        exchange(0);
        flood(0);
        cutAfter(-1);
        silent(false);
        refuse(false);
    }

    @Override
    void close();
}
