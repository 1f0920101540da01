package cevns.drivers.adara;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.Reconnect;
import java.util.List;

/**
 * What a live client must know: the block {@code device} of a source.
 *
 * @param host of the stream service
 * @param port 31415 is the live stream
 * @param helloVersion 0 for an old service, else 1
 * @param helloFlags data of a paused run: 0 the service's default, 1 without, 2 with
 * @param startSeconds what to ask for at first: 0 live only, 1 all of the current run, else EPICS
 *     seconds
 * @param association whose charge a record carries
 * @param stalledAfterMs without RTDL for so long the source is stalled [ms]
 * @param reconnectAfterMs without any packet for so long the connection is made anew [ms]
 * @param reconnectSeconds delays before trying again, the last one repeated [s]
 * @param maxPacketBytes longest payload of a packet that we read [bytes]
 */
public record AdaraOptions(
        String host,
        int port,
        int helloVersion,
        int helloFlags,
        long startSeconds,
        ChargeAssociation association,
        long stalledAfterMs,
        long reconnectAfterMs,
        List<Double> reconnectSeconds,
        int maxPacketBytes) {

    private static final int MIB = 1 << 20;

    public AdaraOptions {
        reconnectSeconds = List.copyOf(reconnectSeconds);
    }

    /** Reads the keys; only {@code host} has no default. */
    public static AdaraOptions read(ConfigTree tree) {
        return new AdaraOptions(
                tree.string("host"),
                tree.count("port", 1, 65_535, 31_415),
                tree.count("hello_version", 0, 1, 1),
                tree.count("hello_flags", 0, 2, 2),
                tree.integer("start", 0, 0xFFFFFFFFL, 0),
                association(tree),
                millis(tree, "stalled_after_s", 10),
                millis(tree, "reconnect_after_s", 60),
                Reconnect.read(tree, Reconnect.DEFAULT_SECONDS),
                tree.count("max_packet_bytes", 4096, 48 * MIB, MIB));
    }

    /** What a file needs of them; all keys have defaults. */
    static AdaraOptions ofFile(ConfigTree tree) {
        tree.acceptAll();
        return new AdaraOptions(
                "", 0, 1, 2, 0, association(tree), 0, 0, Reconnect.DEFAULT_SECONDS, MIB);
    }

    private static ChargeAssociation association(ConfigTree tree) {
        return tree.choice(
                "charge_association", ChargeAssociation.class, ChargeAssociation.STREAM_CORRECTED);
    }

    private static long millis(ConfigTree tree, String key, double otherwise) {
        return Math.round(1000 * tree.number(key, 0.01, 86_400, otherwise));
    }
}
