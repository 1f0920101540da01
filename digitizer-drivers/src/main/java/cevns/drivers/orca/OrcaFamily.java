package cevns.drivers.orca;

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
        // A run that is only made from files names no dispatcher.
        if (source.device().has("host")) {
            StreamOptions.read(source.device(), PORT);
        }
        StreamEmulatorOptions.read(source.emulator());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        OrcaOptions options = OrcaOptions.read(source.device());
        StreamOptions stream = StreamOptions.read(source.device(), PORT);
        source.device().problems().throwIfAny(); // without a host it can only be read from files
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
        StreamEmulatorOptions what = StreamEmulatorOptions.read(source.emulator());
        return new StreamServer(
                "orca-emulator", playbacks(what, simulation.startNs()), clock, listenOn);
    }

    private static Supplier<StreamPlayback> playbacks(StreamEmulatorOptions what, long startNs) {
        if (what.file().isEmpty()) {
            return () ->
                    new OrcaGenerator(
                            what.traces(), what.samples(), startNs, what.rateHz(), what.counted());
        }
        Recording file = RecordedPlayback.read(Path.of(what.file()), OrcaPlayback::index);
        return () -> new RecordedPlayback(file, what.rateHz());
    }
}
