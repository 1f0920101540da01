package cevns.drivers.link;

import cevns.daq.config.ConfigTree;
import java.util.List;

/**
 * How a device that only sends is read.
 *
 * @param host name or address
 * @param port its port
 * @param connectMs longest wait for a connection [ms]
 * @param stalledMs silence after which it counts as stalled [ms]; 0 for never
 * @param silenceMs silence after which we connect anew [ms]; 0 for never
 * @param receiveBufferBytes SO_RCVBUF; 0 for what the system gives
 * @param reconnectSeconds waits between attempts to connect [s]
 */
public record StreamOptions(
        String host,
        int port,
        int connectMs,
        int stalledMs,
        int silenceMs,
        int receiveBufferBytes,
        List<Double> reconnectSeconds) {

    /**
     * Reads the keys {@code host}, {@code port} and those of the times; problems go where the tree
     * puts them.
     *
     * @param port where the configuration names none; 0 when it must
     */
    public static StreamOptions read(ConfigTree tree, int port) {
        return new StreamOptions(
                tree.string("host"),
                port == 0 ? tree.count("port", 1, 65535) : tree.count("port", 1, 65535, port),
                tree.count("connect_timeout_ms", 1, 600_000, 4000),
                millis(tree, "stalled_s", 10),
                millis(tree, "silence_s", 60),
                tree.count("receive_buffer_bytes", 0, 1 << 28, 0),
                Reconnect.read(tree, Reconnect.DEFAULT_SECONDS));
    }

    /** Looks for problems; a run that is only made from files need not name a host. */
    public static void check(ConfigTree tree, int port) {
        if (tree.has("host")) {
            read(tree, port);
        }
    }

    /**
     * The same for a device that is to be read now.
     *
     * @throws cevns.daq.config.InvalidConfig with all problems; that it names no host is one
     */
    public static StreamOptions demand(ConfigTree tree, int port) {
        StreamOptions options = read(tree, port);
        tree.problems().throwIfAny();
        return options;
    }

    TcpAddress address() {
        return new TcpAddress(host, port)
                .withConnectTimeoutMs(connectMs)
                .withReceiveBufferBytes(receiveBufferBytes);
    }

    private static int millis(ConfigTree tree, String key, double otherwise) {
        return (int) Math.round(1000 * tree.number(key, 0, 86_400, otherwise));
    }
}
