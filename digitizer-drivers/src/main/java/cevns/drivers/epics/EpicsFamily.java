package cevns.drivers.epics;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.EmulatorBlock;
import java.net.InetSocketAddress;

/** Process variables of an accelerator or a laboratory, by Channel Access or PV Access. */
public final class EpicsFamily implements Family {

    static final String NAME = "epics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SourceConfig source) {
        EpicsOptions.read(source.device());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return new EpicsDriver(source.name(), EpicsOptions.read(source.device()), clock);
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return new EpicsEmulator(
                EpicsOptions.read(source.device()),
                EmulatorBlock.beam(source, simulation),
                clock,
                listenOn);
    }
}
