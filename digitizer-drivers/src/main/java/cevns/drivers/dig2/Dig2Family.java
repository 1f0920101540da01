package cevns.drivers.dig2;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.device.StartGroups;
import cevns.drivers.dig2.emulator.Dig2Emulators;
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
        if (Dig2Options.read(source.device()).startedBy().equals(source.name())) {
            source.device().problem("started_by", "is this board itself");
        }
        Dig2Emulators.check(source);
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return driver(source, new StartGroups(), clock);
    }

    @Override
    public Digitizer driver(SourceConfig source, StartGroups groups, WallClock clock) {
        Dig2Options options = Dig2Options.read(source.device());
        return new Dig2Driver(source.name(), options, groups, clock);
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return Dig2Emulators.of(source, listenOn, simulation, clock);
    }
}
