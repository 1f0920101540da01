package cevns.drivers.dig2;

import cevns.drivers.device.CommonStart;
import cevns.drivers.dig2.wire.CommandReply;
import java.util.concurrent.CompletableFuture;

/**
 * How a board that has been armed comes to run: by a command of ours, {@link CommandStart}, or by a
 * signal, {@link SignalStart}. One for each connection, on the device's loop.
 */
interface BoardStart {

    /** The connection to the board. */
    interface Host {

        /** Sends the command that starts the board; done with its answer. */
        CompletableFuture<CommandReply> command();

        /** False holds data back in the socket. */
        void reading(boolean on);

        /** True when the board stops by itself when the signal that has started it ends. */
        boolean stopsWithSignal();

        /** The board runs, and its data are read. */
        void running(CommonStart start);
    }

    /** The board is being armed. */
    void arming();

    /** The board is armed; done when it has been started, or waits for its signal. */
    CompletableFuture<Void> armed();

    /** True from arming until the board has been started, where a signal does that. */
    boolean awaitsSignal();

    /** The data say that a run has begun. */
    void runBegins();

    /** Whatever is under way comes to nothing: the board is disarmed, or the connection over. */
    void cancel();
}
