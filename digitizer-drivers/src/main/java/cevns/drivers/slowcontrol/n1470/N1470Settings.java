package cevns.drivers.slowcontrol.n1470;

import cevns.daq.config.ConfigTree;
import java.util.List;

/**
 * What the emulated supply is and what happens to it.
 *
 * @param board its address, 0…31
 * @param volts what each channel is set to [V]
 * @param local the front panel is in charge: nothing can be set
 * @param tripAfterS so long after the start channel 0 draws too much [s]; 0 for never
 */
record N1470Settings(int board, List<Double> volts, boolean local, double tripAfterS) {

    static final int CHANNELS = 4;
    private static final double NS = 1e-9;

    /** Reads the keys; all have defaults. */
    static N1470Settings read(ConfigTree device, ConfigTree emulator) {
        return new N1470Settings(
                device.count("board", 0, 31, 0),
                volts(emulator),
                emulator.flag("local", false),
                emulator.number("trip_after_s", 0, 1e9, 0));
    }

    /** The same supply; after so long channel 0 draws too much [s]. */
    N1470Settings tripping(double afterS) {
        return new N1470Settings(board, volts, local, Math.max(NS, afterS));
    }

    boolean sparks(long sinceNs) {
        return tripAfterS > 0 && sinceNs * NS >= tripAfterS;
    }

    private static List<Double> volts(ConfigTree emulator) {
        if (!emulator.has("volts")) {
            return List.of(1500.0, 1500.0, 0.0, 0.0);
        }
        List<Double> volts = emulator.numbers("volts");
        if (volts.size() != CHANNELS || !volts.stream().allMatch(v -> v >= 0 && v <= 8000)) {
            emulator.problem("volts", volts + " are not four voltages of 0 to 8000 V");
            return List.of(0.0, 0.0, 0.0, 0.0);
        }
        return volts;
    }
}
