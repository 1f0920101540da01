package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * How an emulated board loads a data acquisition: the block {@code load} of an {@code emulator}.
 * The board then plays traces that it has made once, over and over with their own counters and time
 * stamps, so that it costs little more than its socket.
 *
 * @param traces traces, or triggers of all channels, that are made and repeated
 * @param perCycle triggers of a cycle of the machine: the beam trigger, and strobes evenly between
 * @param perTrigger waveforms of each of these
 * @param hitsPerS self triggers of the board, all channels together [1/s]
 */
public record LoadSettings(int traces, int perCycle, int perTrigger, double hitsPerS) {

    /** Triggers of a cycle that fit, each some 70 µs long. */
    private static final int MOST = 200;

    /** Reads the keys; all have defaults. */
    public static LoadSettings read(ConfigTree tree) {
        return new LoadSettings(
                tree.count("traces", 1, 10_000, 32),
                tree.count("per_cycle", 1, MOST, 1),
                tree.count("per_trigger", 1, MOST, 1),
                tree.number("hits_per_s", 0, 1e7, 0));
    }

    /** Mean rate of the waveforms that come with the cycles [1/s]. */
    public double triggeredPerS() {
        return LineClock.NOMINAL_HZ * perCycle * perTrigger;
    }

    /** Mean rate of all waveforms [1/s]. */
    public double waveformsPerS() {
        return triggeredPerS() + hitsPerS;
    }
}
