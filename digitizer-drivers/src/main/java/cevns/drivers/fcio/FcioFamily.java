package cevns.drivers.fcio;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.device.Simulation;
import cevns.drivers.emulation.RecordedPlayback;
import cevns.drivers.emulation.RecordedPlayback.Recording;
import cevns.drivers.emulation.StreamEmulatorOptions;
import cevns.drivers.emulation.StreamPlayback;
import cevns.drivers.emulation.StreamServer;
import cevns.drivers.link.StreamDriver;
import cevns.drivers.link.StreamOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

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
        // A run that is only made from files names no server.
        if (source.device().has("host")) {
            StreamOptions.read(source.device(), PORT);
        }
        StreamEmulatorOptions.read(source.emulator());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        FcioOptions options = FcioOptions.read(source.device());
        StreamOptions stream = StreamOptions.read(source.device(), PORT);
        source.device().problems().throwIfAny(); // without a host it can only be read from files
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
        StreamEmulatorOptions what = StreamEmulatorOptions.read(source.emulator());
        return new StreamServer(
                "fcio-emulator", playbacks(what, simulation.startNs()), clock, listenOn);
    }

    private static Supplier<StreamPlayback> playbacks(StreamEmulatorOptions what, long startNs) {
        if (what.file().isEmpty()) {
            return () ->
                    new FcioGenerator(
                            what.traces(), what.samples(), startNs, what.rateHz(), what.counted());
        }
        Recording file = RecordedPlayback.read(Path.of(what.file()), FcioPlayback::index);
        return () -> new RecordedPlayback(file, what.rateHz());
    }
}
