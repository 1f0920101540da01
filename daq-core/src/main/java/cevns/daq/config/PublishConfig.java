package cevns.daq.config;

/**
 * Whether and where our own numbers are published as EPICS process variables, by PV Access.
 *
 * <pre>
 *   epics {
 *     publish = false
 *     prefix = "SEVENS:"      # of all names
 *     host = 127.0.0.1        # where searches are heard; 0.0.0.0 for all networks of this host
 *     port = 5076             # UDP port of searches; 0 for any free one
 *     stale_s = 10            # without new data for so long a number is invalid
 *   }
 * </pre>
 *
 * @param publish true to publish
 * @param prefix what all names begin with
 * @param host address on which searches are heard
 * @param port UDP port of searches; 0 for any free one
 * @param staleS without new data for so long a number is invalid [s]
 */
public record PublishConfig(boolean publish, String prefix, String host, int port, double staleS) {

    private static final String PREFIX = "prefix";
    private static final int PORT = 5076;

    static PublishConfig read(ConfigTree tree) {
        String prefix = tree.string(PREFIX, "SEVENS:");
        if (!prefix.matches("[A-Za-z0-9:_-]{1,30}")) {
            tree.problem(PREFIX, "'" + prefix + "' is not up to 30 letters, digits and : _ -");
        }
        return new PublishConfig(
                tree.flag("publish", false),
                prefix,
                tree.string("host", "127.0.0.1"),
                tree.count("port", 0, 65_535, PORT),
                tree.number("stale_s", 0.1, 86_400, 10));
    }

    /** The same, publishing. */
    public PublishConfig publishing() {
        return new PublishConfig(true, prefix, host, port, staleS);
    }
}
