package cevns.web;

import cevns.daq.config.PublishConfig;
import cevns.daq.time.WallClock;
import cevns.web.epics.PvaPublisher;
import java.io.IOException;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Whether our numbers are published as EPICS process variables. */
final class PvaOption {

    @Option(
            names = "--pva",
            paramLabel = "PREFIX",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "publish the numbers by PV Access under PREFIX, as the block epics of CONFIG"
                            + " does (default: only if it says publish = true)")
    private String prefix;

    /**
     * Starts to publish if that is wanted, and prints where.
     *
     * @return to be closed; null where nothing is published
     * @throws IllegalArgumentException if names cannot begin so
     */
    PvaPublisher start(PublishConfig configured, Shown shown) throws IOException {
        PublishConfig config = configured;
        if (prefix != null) {
            config = configured.publishing(prefix.isEmpty() ? configured.prefix() : prefix);
        }
        if (!PublishConfig.isPrefix(config.prefix())) {
            throw new IllegalArgumentException(
                    "--pva " + prefix + " is not up to 30 letters, digits and : _ -");
        }
        if (!config.publish()) {
            return null;
        }
        PvaPublisher publisher = new PvaPublisher(config, shown, WallClock.SYSTEM);
        InetSocketAddress at = publisher.start();
        System.err.println(
                "PV Access: "
                        + config.prefix()
                        + "…, searched at "
                        + at.getAddress().getHostAddress()
                        + ":"
                        + at.getPort());
        return publisher;
    }
}
