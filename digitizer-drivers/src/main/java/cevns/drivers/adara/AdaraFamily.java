package cevns.drivers.adara;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.EmulatorBlock;
import java.net.InetSocketAddress;
import java.util.List;

/** The live data stream of the SNS, and files of it. */
public final class AdaraFamily implements Family {

    static final String NAME = "adara";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new AdaraFormat());
    }

    @Override
    public void check(SourceConfig source) {
        AdaraOptions.read(source.device());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return new AdaraDriver(source.name(), AdaraOptions.read(source.device()), clock);
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return new AdaraEmulator(
                AdaraEmulatorSettings.read(source.emulator()),
                EmulatorBlock.beam(source, simulation),
                clock,
                listenOn);
    }
}
