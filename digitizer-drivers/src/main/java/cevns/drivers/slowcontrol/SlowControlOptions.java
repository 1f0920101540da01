package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.ByteLink;
import cevns.drivers.link.Reconnect;
import cevns.drivers.link.SerialLink;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.link.SocketLink;
import java.util.List;

/**
 * Where an instrument is and how often it is asked: the keys of the block {@code device} that all
 * instruments share. With {@code host} it is at a TCP port, of a serial device server or its own;
 * without, {@code port} is the path of a serial line.
 *
 * @param host of the TCP port; empty for a serial line
 * @param port of the host, 1…65535
 * @param path of the serial line; empty for a TCP port
 * @param serial how the serial line is set
 * @param pollMs from one poll to the next [ms]
 * @param timeoutMs longest wait for an answer [ms]; well above what the instrument takes, for an
 *     answer that comes later still could be taken for that to the next question
 * @param gapMs least time between the last character of one exchange and the next [ms]
 * @param retries how often a question without usable answer is asked again
 * @param stalledAfterMs without a usable answer for so long the source is stalled [ms]
 * @param reconnectAfterMs without a usable answer for so long the link is opened anew [ms]
 * @param reconnectSeconds delays before that, the last one repeated [s]
 */
public record SlowControlOptions(
        String host,
        int port,
        String path,
        SerialSettings serial,
        long pollMs,
        long timeoutMs,
        long gapMs,
        int retries,
        long stalledAfterMs,
        long reconnectAfterMs,
        List<Double> reconnectSeconds) {

    /** Below a second, for so long a driver that is stopped may wait. */
    private static final int CONNECT_TIMEOUT_MS = 800;

    private static final List<Double> RECONNECT_S = List.of(1.0, 2.0, 5.0, 10.0);

    public SlowControlOptions {
        reconnectSeconds = List.copyOf(reconnectSeconds);
    }

    /**
     * How a kind of instrument is set when it leaves the factory.
     *
     * @param serial its serial line
     * @param tcpPort where it speaks the same protocol over TCP; 0 for nowhere
     * @param gapS least time between two exchanges [s]
     * @param pollS from one poll to the next [s]
     * @param timeoutS longest wait for an answer [s]
     */
    public record Defaults(
            SerialSettings serial, int tcpPort, double gapS, double pollS, double timeoutS) {

        /** Asked every five seconds, answers within one. */
        public Defaults(SerialSettings serial, int tcpPort, double gapS) {
            this(serial, tcpPort, gapS, 5, 1);
        }
    }

    /** Reads the keys; only {@code host} or {@code port} has no default. */
    public static SlowControlOptions read(ConfigTree tree, Defaults usual) {
        boolean tcp = tree.has("host");
        if (!tcp && !tree.has("port")) {
            tree.problem(
                    "port",
                    "missing: /dev/… of a serial line, or host and port of a serial device server");
        }
        double pollS = tree.number("poll_s", 0.01, 3600, usual.pollS());
        return new SlowControlOptions(
                tcp ? tree.string("host") : "",
                tcp ? port(tree, usual.tcpPort()) : 0,
                tcp ? "" : tree.string("port", "/dev/null"),
                usual.serial().read(tree),
                millis(pollS),
                millis(tree.number("timeout_s", 0.01, 60, usual.timeoutS())),
                millis(tree.number("gap_s", 0, 10, usual.gapS())),
                tree.count("retries", 0, 10, 2),
                millis(tree.number("stalled_after_s", 0.01, 86_400, Math.max(5, 3 * pollS))),
                millis(tree.number("reconnect_after_s", 0.01, 86_400, Math.max(30, 6 * pollS))),
                Reconnect.read(tree, RECONNECT_S));
    }

    /** A link to the instrument, not open yet. */
    public ByteLink link() {
        return host.isEmpty()
                ? new SerialLink(path, serial)
                : new SocketLink(host, port, CONNECT_TIMEOUT_MS);
    }

    /** Where the instrument is, for people. */
    public String where() {
        return host.isEmpty() ? path + " at " + serial : host + ":" + port;
    }

    private static int port(ConfigTree tree, int usual) {
        return usual > 0 ? tree.count("port", 1, 65_535, usual) : tree.count("port", 1, 65_535);
    }

    private static long millis(double seconds) {
        return Math.round(1000 * seconds);
    }
}
