package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;
import cevns.daq.time.WallClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What an emulator of a device that only sends serves: a recorded file, or generated data.
 *
 * @param file the file; empty for generated data
 * @param rateHz records, or events, in a second
 * @param traces generated traces of an event
 * @param samples generated samples of a trace
 * @param counted events that the generating device has counted before
 */
public record StreamEmulatorOptions(
        String file, double rateHz, int traces, int samples, long counted) {

    /** Generates events where there is no file. */
    @FunctionalInterface
    public interface Generator {

        /**
         * The stream of one client.
         *
         * @param traces of an event
         * @param samples of a trace
         * @param startNs host time at which the emulated system began [ns since the Unix epoch]
         * @param rateHz events in a second
         * @param counted events that it has counted before
         */
        StreamPlayback stream(int traces, int samples, long startNs, double rateHz, long counted);
    }

    /** Reads the block {@code emulator} strictly; problems go where the tree puts them. */
    public static StreamEmulatorOptions read(ConfigTree tree) {
        return new StreamEmulatorOptions(
                tree.string("file", ""),
                tree.number("rate_hz", 1e-3, 1e6, 50),
                tree.count("traces", 1, 2400, 2),
                tree.count("samples", 2, 32_768, 1000),
                tree.integer("counted", 0, 1L << 40, 0));
    }

    /**
     * The emulator that these options describe.
     *
     * @param name of its thread
     * @param startNs host time at which the emulated system began [ns since the Unix epoch]
     * @param listenOn port 0 for any free one
     * @throws java.io.UncheckedIOException naming the file, if it cannot be played
     */
    public StreamServer server(
            String name,
            Generator generator,
            RecordedPlayback.Indexer indexer,
            long startNs,
            WallClock clock,
            InetSocketAddress listenOn) {
        return new StreamServer(name, playbacks(generator, indexer, startNs), clock, listenOn);
    }

    private Supplier<StreamPlayback> playbacks(
            Generator generator, RecordedPlayback.Indexer indexer, long startNs) {
        if (file.isEmpty()) {
            return () -> generator.stream(traces, samples, startNs, rateHz, counted);
        }
        RecordedPlayback.Recording recording = RecordedPlayback.read(Path.of(file), indexer);
        return () -> new RecordedPlayback(recording, rateHz);
    }
}
