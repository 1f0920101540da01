package cevns.drivers.device;

import java.net.InetSocketAddress;

/** A device of ours that is not there: it speaks the real protocol on a real socket. */
public interface EmulatedDevice extends AutoCloseable {

    /**
     * Begins to listen.
     *
     * @throws java.io.UncheckedIOException if the address cannot be had; the message names it
     */
    void start();

    /**
     * Has somebody told of data that are sent; before the start. A device that is not made to load
     * a data acquisition tells nothing.
     */
    default void onSent(SentListener listener) {}

    /** Where it listens; the port is the real one when 0 was asked for. */
    InetSocketAddress address();

    /**
     * Cuts its connections and refuses new ones, or takes them again; what the device does goes on.
     * Without effect on one whose links cannot be cut.
     */
    default void cut(boolean on) {}

    /** Ends all connections and stops listening. */
    @Override
    void close();
}
