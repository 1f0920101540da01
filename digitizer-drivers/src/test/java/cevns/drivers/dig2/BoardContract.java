package cevns.drivers.dig2;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyDatagrams;
import cevns.drivers.device.FaultyLink;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What every live driver must do, done with one kind of firmware through a bad network. */
abstract class BoardContract extends DigitizerContract {

    /** The board, as its emulator is configured. */
    abstract String board();

    /** What the driver is told besides. */
    abstract String options();

    @Override
    protected final Bench bench() {
        Dig2EmulatorOptions board =
                Dig2EmulatorOptions.read(
                        Configs.parse("channels = 4, memory_mib = 1\n" + board(), "board"));
        Dig2Emulator emulator = emulator(board);
        emulator.start();
        FaultyProxy commands = new FaultyProxy(emulator.address());
        FaultyLink data =
                board.isUdp()
                        ? new FaultyDatagrams(emulator.dataAddress())
                        : new FaultyProxy(emulator.dataAddress());
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        data_port = %d
                        channels = [0, 1]
                        record_length_ns = 64
                        pre_trigger_ns = 32
                        stalled_s = 0.5
                        silence_s = 1.5
                        marker_timeout_ms = 1000
                        reply_timeout_ms = 1000
                        reconnect_s = [0.1]
                        %s
                        """
                                .formatted(commands.port(), data.port(), options()),
                        "board-contract");
        Dig2Options options = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return new Bench(
                emulator,
                List.of(commands, data),
                new Dig2Driver("board", options, WallClock.SYSTEM));
    }

    private static Dig2Emulator emulator(Dig2EmulatorOptions board) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return board.firmware().selfTriggers()
                ? new Dig2Emulator(
                        board, new SteadySignals(5_000_000, 0, 1), WallClock.SYSTEM, anyPort)
                : new Dig2Emulator(
                        board, new SteadyTraces(2, 10_000_000), WallClock.SYSTEM, anyPort);
    }
}
