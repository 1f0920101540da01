package cevns.drivers.bridge;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.link.StreamDriver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What every live driver must do, done by that of a bridge through a bad network. */
class BridgeContractTest extends DigitizerContract {

    @Override
    protected Bench bench() {
        BridgeEmulator emulator =
                new BridgeEmulator(
                        options(1),
                        new BridgeEmulatorOptions("V1720-EMU", "0", 32, 5, 1 << 20),
                        new CountedTraces(2, 10_000_000),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        emulator.start();
        FaultyProxy link = new FaultyProxy(emulator.address());
        BridgeOptions options = options(link.port());
        return new Bench(
                emulator,
                List.of(link),
                new StreamDriver(
                        "board",
                        options.stream(),
                        WallClock.SYSTEM,
                        sink -> new BridgeReader("board", options, sink, WallClock.SYSTEM)));
    }

    private static BridgeOptions options(int port) {
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        channels = [0, 1]
                        trigger_kinds { "0" = beam, "1" = strobe }
                        marks = true
                        stalled_s = 0.5
                        silence_s = 1.5
                        reconnect_s = [0.1]
                        """
                                .formatted(port),
                        "bridge-contract");
        BridgeOptions options = BridgeOptions.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return options;
    }
}
