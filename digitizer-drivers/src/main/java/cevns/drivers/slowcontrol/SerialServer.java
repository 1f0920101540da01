package cevns.drivers.slowcontrol;

import cevns.drivers.link.SerialLink;
import cevns.drivers.link.SerialSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The emulator's end of a serial line: opens it whenever it is there, reads it on a thread of its
 * own.
 */
final class SerialServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialServer.class);
    private static final long AGAIN_NS = 50_000_000;
    private static final int WAIT_MS = 100;
    private static final long CLOSE_MS = 900;

    private final String path;
    private final SerialSettings settings;
    private final Function<Consumer<byte[]>, InstrumentEmulator.Requests> instrument;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Makes a server that does nothing yet.
     *
     * @param instrument gives where bytes go, for where the answers go
     */
    SerialServer(
            String path,
            SerialSettings settings,
            Function<Consumer<byte[]>, InstrumentEmulator.Requests> instrument) {
        this.path = path;
        this.settings = settings;
        this.instrument = instrument;
        thread = new Thread(this::serve, "emulator on " + path);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts does not want to wait
        }
    }

    private void serve() {
        byte[] bytes = new byte[Dialogue.MOST_BYTES];
        while (!closed) {
            try (SerialLink link = new SerialLink(path, settings)) {
                link.open();
                InstrumentEmulator.Requests requests =
                        instrument.apply(answer -> send(link, answer));
                try {
                    while (!closed) {
                        int n = link.read(bytes, 0, WAIT_MS);
                        requests.feed(Arrays.copyOf(bytes, n));
                    }
                } finally {
                    requests.ended();
                }
            } catch (IOException e) {
                LOG.debug("emulator: {}", e.getMessage());
                LockSupport.parkNanos(AGAIN_NS);
            }
        }
    }

    private static void send(SerialLink link, byte[] answer) {
        try {
            if (answer.length > 0) {
                link.write(answer);
            }
        } catch (IOException e) {
            LOG.debug("emulator: {}", e.getMessage()); // the reader finds that out too
        }
    }
}
