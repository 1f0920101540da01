package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;

/**
 * How long after a recoil its pulse begins for the pulse finder: the first of a few photoelectrons
 * is late by its share of the scintillator's decay time. Taken as a Gaussian, which is all that can
 * be told beside the width of the proton pulse. Nothing where the time of the protons was fitted to
 * onsets, for then it is in there.
 *
 * @param delayUs mean [µs]
 * @param spreadUs RMS [µs]
 */
public record OnsetDelay(double delayUs, double spreadUs) {

    /** Times are those of the recoils. */
    public static final OnsetDelay NONE = new OnsetDelay(0, 0);

    /** The protons as the onsets of their events tell of them. */
    ProtonPulse of(ProtonPulse pulse) {
        return new ProtonPulse(
                pulse.t0Us() + delayUs, Math.sqrt(square(pulse.sigmaUs()) + square(spreadUs)));
    }

    private static double square(double value) {
        return value * value;
    }

    static OnsetDelay read(ConfigTree tree) {
        return new OnsetDelay(
                tree.number("delay_us", -1000, 1000), tree.number("spread_us", 0, 1000));
    }
}
