package cevns.drivers.dig2.emulator;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Simulation;
import cevns.drivers.device.SyncLine;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.EmulatorBlock;
import cevns.drivers.emulation.GeSettings;
import cevns.drivers.emulation.HitTrain;
import cevns.drivers.emulation.LoadSettings;
import cevns.drivers.emulation.NaiSettings;
import cevns.drivers.emulation.TriggerTrain;
import java.net.InetSocketAddress;

/** Makes the emulator that the block {@code emulator} of a source describes. */
public final class Dig2Emulators {

    private Dig2Emulators() {}

    /** Reads the board strictly; problems go where the tree puts them. */
    public static void check(SourceConfig source) {
        board(source);
    }

    /**
     * A board with what is behind it.
     *
     * @param listenOn where it listens; port 0 for any free one
     * @param simulation the same for all emulators of a run
     */
    public static EmulatedDevice of(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        Dig2EmulatorOptions board = board(source);
        SyncLine input =
                board.syncIn().isEmpty() ? new SyncLine() : simulation.lines().of(board.syncIn());
        return unwired(source, board, listenOn, simulation, clock)
                .wired(input, simulation.lines().of(source.name()));
    }

    private static Dig2Emulator unwired(
            SourceConfig source,
            Dig2EmulatorOptions board,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        if (source.emulator().has("load")) {
            return new Dig2Emulator(board, load(source, board, simulation), clock, listenOn);
        }
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

    /** The readout of a board that repeats what it has made once: the block {@code load}. */
    private static BoardReadout.Maker load(
            SourceConfig source, Dig2EmulatorOptions board, Simulation simulation) {
        ConfigTree emulator = source.emulator();
        if (board.isUdp() || board.firmware() == Firmware.DPP_ZLE) {
            emulator.problem("load", "is neither for DPP_ZLE nor for data over UDP");
        }
        LoadSettings load = LoadSettings.read(emulator.child("load"));
        EmulatedBeam beam = EmulatorBlock.beam(emulator, simulation.startNs());
        if (!board.firmware().selfTriggers()) {
            EmulatedTraces inputs =
                    EmulatorBlock.traces(
                            emulator,
                            simulation.startNs(),
                            simulation.timeLapse(),
                            simulation.signal());
            TriggerTrain train = new TriggerTrain(beam, load.perCycle());
            return (tree, group) -> new ScopeLoad(board, load, inputs, train, tree, group);
        }
        EmulatedSignals inputs =
                EmulatorBlock.signals(
                        emulator,
                        simulation.startNs(),
                        simulation.timeLapse(),
                        simulation.signal());
        GeSettings pulses = NaiSettings.read(emulator.child("nai")).pulses();
        int timing = pulses.timingChannel();
        HitTrain train =
                new HitTrain(beam, pulses.detectors(), timing, load.hitsPerS(), source.id());
        return (tree, group) -> new HitLoad(board, load, inputs, train, timing, tree, group);
    }

    /** The block {@code emulator.board}; what is behind the board is told by its neighbours. */
    private static Dig2EmulatorOptions board(SourceConfig source) {
        return Dig2EmulatorOptions.read(source.emulator().optionalChild("board"));
    }
}
