package cevns.drivers.orca;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.emulation.StreamServer;
import cevns.drivers.link.StreamDriver;
import cevns.drivers.link.StreamOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What every live driver must do, done by that of this stream through a bad network. */
class OrcaContractTest extends DigitizerContract {

    @Override
    protected Bench bench() {
        long startNs = WallClock.SYSTEM.nowNs();
        StreamServer server =
                new StreamServer(
                        "orca-emulator",
                        () -> new OrcaGenerator(2, 32, startNs, 100),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.start();
        FaultyProxy link = new FaultyProxy(server.address());
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        simulated = true
                        stalled_s = 0.5
                        silence_s = 1.5
                        reconnect_s = [0.1]
                        """
                                .formatted(link.port()),
                        "orca-contract");
        OrcaOptions options = OrcaOptions.read(tree);
        StreamOptions stream = StreamOptions.read(tree, 0);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return new Bench(
                server,
                List.of(link),
                new StreamDriver(
                        "source",
                        stream,
                        WallClock.SYSTEM,
                        sink -> new OrcaLive("source", "", options, sink, WallClock.SYSTEM)));
    }
}
