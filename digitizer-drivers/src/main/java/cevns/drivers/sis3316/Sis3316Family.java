package cevns.drivers.sis3316;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatorBlock;
import cevns.drivers.emulation.GeSettings;
import cevns.drivers.emulation.LoadSettings;
import cevns.drivers.emulation.LoadSignals;
import java.net.InetSocketAddress;
import java.util.List;

/** Struck SIS3316: boards over UDP, and files that llamaDAQ wrote of them. */
public final class Sis3316Family implements Family {

    static final String NAME = "sis3316";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new Sis3316Format());
    }

    /** A source without a host is one that is only imported. */
    @Override
    public void check(SourceConfig source) {
        if (source.device().has("host")) {
            Sis3316Options.read(source.device());
            board(source);
        } else {
            Sis3316Format.triggerKind(source.device());
        }
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return new Sis3316Driver(source.name(), Sis3316Options.read(source.device()), clock);
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        EmulatedSignals inputs =
                EmulatorBlock.signals(
                        source.emulator(),
                        simulation.script(source.name()),
                        simulation.timeLapse(),
                        simulation.signal());
        boolean isLoad = source.emulator().has("load");
        EmulatedSignals played = isLoad ? load(source, inputs, simulation) : inputs;
        return new Sis3316Emulator(board(source), played, clock, listenOn);
    }

    /** Inputs that repeat what they have made once: the block {@code load}. */
    private static EmulatedSignals load(
            SourceConfig source, EmulatedSignals inputs, Simulation simulation) {
        GeSettings ge = GeSettings.read(source.emulator().child("ge"));
        return new LoadSignals(
                inputs,
                LoadSettings.read(source.emulator().child("load")),
                EmulatorBlock.beam(source.emulator(), simulation.startNs()),
                ge.detectors(),
                ge.timingChannel());
    }

    /** The block {@code emulator.board}; what is behind the board is told by its neighbours. */
    private static Sis3316EmulatorOptions board(SourceConfig source) {
        return Sis3316EmulatorOptions.read(source.emulator().optionalChild("board"));
    }
}
