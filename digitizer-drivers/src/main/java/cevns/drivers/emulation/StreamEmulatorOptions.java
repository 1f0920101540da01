package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

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

    /** Reads the block {@code emulator} strictly; problems go where the tree puts them. */
    public static StreamEmulatorOptions read(ConfigTree tree) {
        return new StreamEmulatorOptions(
                tree.string("file", ""),
                tree.number("rate_hz", 1e-3, 1e6, 50),
                tree.count("traces", 1, 2400, 2),
                tree.count("samples", 2, 32_768, 1000),
                tree.integer("counted", 0, 1L << 40, 0));
    }
}
