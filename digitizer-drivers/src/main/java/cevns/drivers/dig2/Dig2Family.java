package cevns.drivers.dig2;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.EmulatorBlock;
import java.net.InetSocketAddress;

/** CAEN VX27xx and relatives: scope and individual triggers. */
public final class Dig2Family implements Family {

    static final String NAME = "dig2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SourceConfig source) {
        Dig2Options.read(source.device());
        board(source);
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return new Dig2Driver(source.name(), Dig2Options.read(source.device()), clock);
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        Dig2EmulatorOptions board = board(source);
        if (board.firmware().selfTriggers()) {
            EmulatedSignals signals =
                    EmulatorBlock.signals(
                            source.emulator(),
                            simulation.script(source.name()),
                            simulation.timeLapse(),
                            simulation.signal());
            return new Dig2Emulator(board, signals, clock, listenOn);
        }
        EmulatedTraces inputs =
                EmulatorBlock.traces(
                        source.emulator(),
                        simulation.script(source.name()),
                        simulation.timeLapse(),
                        simulation.signal());
        return new Dig2Emulator(board, inputs, clock, listenOn);
    }

    /** The block {@code emulator.board}; what is behind the board is told by its neighbours. */
    private static Dig2EmulatorOptions board(SourceConfig source) {
        return Dig2EmulatorOptions.read(source.emulator().optionalChild("board"));
    }
}
