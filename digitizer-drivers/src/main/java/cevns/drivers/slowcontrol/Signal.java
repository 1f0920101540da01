package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;

/**
 * A quantity that an emulated instrument measures: constant but for a slow sway, and a function of
 * time only.
 *
 * @param mean its mean
 * @param sway amplitude of the sway, in the same unit
 * @param periodS period of the sway [s]
 */
public record Signal(double mean, double sway, double periodS) {

    private static final double NS = 1e-9;

    /**
     * Reads {@code {mean, sway, period_s}} under a key.
     *
     * @param usual where nothing stands
     */
    public static Signal read(ConfigTree tree, String key, Signal usual) {
        ConfigTree signal = tree.optionalChild(key);
        return new Signal(
                signal.number("mean", -1e6, 1e6, usual.mean),
                signal.number("sway", 0, 1e6, usual.sway),
                signal.number("period_s", 0.1, 1e7, usual.periodS));
    }

    /** The quantity so long after a start [ns]. */
    public double at(long sinceNs) {
        return mean + sway * StrictMath.sin(2 * StrictMath.PI * sinceNs * NS / periodS);
    }
}
