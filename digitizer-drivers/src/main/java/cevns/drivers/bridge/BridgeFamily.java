package cevns.drivers.bridge;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.EmulatorBlock;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.link.StreamDriver;
import java.net.InetSocketAddress;

/** Boards behind a bridge program: CAEN x720, x725, x730, and anything that sends traces. */
public final class BridgeFamily implements Family {

    static final String NAME = "bridge";

    /** A board that is found running has run for so long, no whole number of cycles [s]. */
    private static final double LATE_S = 3.217;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SourceConfig source) {
        BridgeOptions.read(source.device());
        BridgeEmulatorOptions.read(source.emulator().optionalChild("board"));
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        BridgeOptions options = BridgeOptions.read(source.device());
        return new StreamDriver(
                source.name(),
                options.stream(),
                clock,
                sink -> new BridgeReader(source.name(), options, sink, clock));
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        EmulatedTraces inputs =
                EmulatorBlock.traces(
                        source.emulator(),
                        simulation.script(source.name()),
                        simulation.timeLapse(),
                        simulation.signal());
        BridgeEmulatorOptions board =
                BridgeEmulatorOptions.read(source.emulator().optionalChild("board"));
        boolean late = simulation.script(source.name()).has(IncidentKind.LATE_START);
        return new BridgeEmulator(
                BridgeOptions.read(source.device()),
                late ? board.foundRunning(LATE_S) : board,
                inputs,
                clock,
                listenOn);
    }
}
