package cevns.drivers.dig2;

import java.util.concurrent.CompletableFuture;

/** The way that a board's data come, seen from the driver; all on the device's loop. */
interface DataLink {

    /** Who hears of it. */
    interface Owner extends DatagramDecoder.Listener {

        /** Bytes have come. */
        void bytes(int count);

        /** It has ended; called once at most. */
        void dataClosed(String reason);
    }

    /** Opens it; done when data can come, of which none belong to a run yet. */
    CompletableFuture<Void> open();

    /** What divides data of a run from others. */
    DataBarrier barrier();

    /** False holds data back in the socket. */
    void reading(boolean on);

    /** Closes it; nothing more is heard of it, not even what is left of the bytes it is at. */
    void close();
}
