package cevns.drivers.bridge;

import cevns.daq.config.ConfigTree;

/**
 * What an emulated bridge and its board are; the rest is as the driver's options say.
 *
 * @param model model name; ends in {@code -EMU}, so that a run against it says that it is simulated
 * @param serial serial number
 * @param recordSamples samples of a record; an even number
 * @param blockMs a block is transferred so often [ms]
 * @param ranForS the board has run for so long already, and nobody knows [s]; 0 for a board that
 *     starts with the bridge, which then says when that was
 * @param counted events that it has counted in that time
 * @param extendedTime of DPP-PSD firmware: true for time stamps of 47 bits, false for 31
 * @param memoryBytes data of one transfer that the board can hold; triggers beyond are lost [bytes]
 */
record BridgeEmulatorOptions(
        String model,
        String serial,
        int recordSamples,
        int blockMs,
        double ranForS,
        long counted,
        boolean extendedTime,
        int memoryBytes) {

    /** A board that starts with the bridge. */
    BridgeEmulatorOptions(
            String model, String serial, int recordSamples, int blockMs, int memoryBytes) {
        this(model, serial, recordSamples, blockMs, 0, 0, true, memoryBytes);
    }

    /** The same board, found running. */
    BridgeEmulatorOptions foundRunning(double forS) {
        return new BridgeEmulatorOptions(
                model, serial, recordSamples, blockMs, forS, counted, extendedTime, memoryBytes);
    }

    static BridgeEmulatorOptions read(ConfigTree tree) {
        int samples = tree.count("record_samples", 2, 1 << 24, 8250);
        if (samples % 2 != 0) {
            tree.problem("record_samples", samples + " is odd; two samples share a word");
        }
        return new BridgeEmulatorOptions(
                tree.string("model", "V1720-EMU"),
                tree.string("serial", "0"),
                samples / 2 * 2,
                tree.count("block_ms", 1, 10_000, 20),
                tree.number("ran_for_s", 0, 1e8, 0),
                tree.integer("counted", 0, 1L << 40, 0),
                tree.flag("extended_time", true),
                tree.count("memory_mib", 1, 1023, 8) << 20);
    }
}
