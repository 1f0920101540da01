package cevns.drivers.orca;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.StreamEmulatorOptions;
import cevns.drivers.link.StreamDriver;
import cevns.drivers.link.StreamOptions;
import java.net.InetSocketAddress;
import java.util.List;

/** Hardware that ORCA reads out: its files, and the same stream as its dispatcher sends it. */
public final class OrcaFamily implements Family {

    static final String NAME = "orca";

    /** Where a dispatcher listens unless told (orca-stream.md §2). */
    static final int PORT = 44666;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new OrcaFormat());
    }

    @Override
    public void check(SourceConfig source) {
        OrcaOptions.read(source.device());
        StreamOptions.check(source.device(), PORT);
        StreamEmulatorOptions.read(source.emulator());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        OrcaOptions options = OrcaOptions.read(source.device());
        StreamOptions stream = StreamOptions.demand(source.device(), PORT);
        return new StreamDriver(
                source.name(),
                stream,
                clock,
                sink -> new OrcaLive(source.name(), source.key(), options, sink, clock));
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return StreamEmulatorOptions.read(source.emulator())
                .server(
                        "orca-emulator",
                        OrcaGenerator::new,
                        OrcaPlayback::index,
                        simulation.startNs(),
                        clock,
                        listenOn);
    }
}
