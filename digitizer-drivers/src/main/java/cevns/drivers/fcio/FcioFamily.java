package cevns.drivers.fcio;

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

/** FlashCam systems: FCIO files, and the same stream over TCP. */
public final class FcioFamily implements Family {

    static final String NAME = "fcio";

    /** There is no fixed port; 4000 in ORCA set-ups (fcio.md §1.1). */
    static final int PORT = 4000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new FcioFormat());
    }

    @Override
    public void check(SourceConfig source) {
        FcioOptions.read(source.device());
        StreamOptions.check(source.device(), PORT);
        StreamEmulatorOptions.read(source.emulator());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        FcioOptions options = FcioOptions.read(source.device());
        StreamOptions stream = StreamOptions.demand(source.device(), PORT);
        return new StreamDriver(
                source.name(),
                stream,
                clock,
                sink -> new FcioStream(source.name(), options, sink, clock));
    }

    @Override
    public EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return StreamEmulatorOptions.read(source.emulator())
                .server(
                        "fcio-emulator",
                        FcioGenerator::new,
                        FcioPlayback::index,
                        simulation.startNs(),
                        clock,
                        listenOn);
    }
}
