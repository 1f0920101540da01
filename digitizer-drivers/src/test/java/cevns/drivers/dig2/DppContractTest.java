package cevns.drivers.dig2;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What every live driver must do, done with individual triggers through a bad network. */
class DppContractTest extends DigitizerContract {

    @Override
    protected Bench bench() {
        Dig2EmulatorOptions board =
                Dig2EmulatorOptions.read(
                        Configs.parse("firmware = dpp_psd, channels = 4, memory_mib = 1", "board"));
        Dig2Emulator emulator =
                new Dig2Emulator(
                        board,
                        new SteadySignals(5_000_000, 0, 1),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        emulator.start();
        FaultyProxy commands = new FaultyProxy(emulator.address());
        FaultyProxy data = new FaultyProxy(emulator.dataAddress());
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        data_port = %d
                        firmware = dpp_psd
                        channels = [0, 1]
                        record_length_ns = 64
                        pre_trigger_ns = 32
                        stalled_s = 0.5
                        silence_s = 1.5
                        marker_timeout_ms = 1000
                        reply_timeout_ms = 1000
                        reconnect_s = [0.1]
                        """
                                .formatted(commands.port(), data.port()),
                        "dpp-contract");
        Dig2Options options = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return new Bench(
                emulator,
                List.of(commands, data),
                new Dig2Driver("board", options, WallClock.SYSTEM));
    }
}
