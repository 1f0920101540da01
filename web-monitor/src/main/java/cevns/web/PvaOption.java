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
            description =
                    "publish the numbers by PV Access, as the block epics of CONFIG says (default:"
                            + " only if it says publish = true)")
    private boolean wanted;

    /**
     * Starts to publish if that is wanted, and says where.
     *
     * @return to be closed; null where nothing is published
     */
    PvaPublisher start(PublishConfig configured, Shown shown) throws IOException {
        PublishConfig config = wanted ? configured.publishing() : configured;
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
