package cevns.drivers.device;

import cevns.daq.truth.PulseTable;

/**
 * What all emulators of a run have in common.
 *
 * @param startNs time of the emulated machine's first cycle [host time, ns since the Unix epoch]
 * @param timeLapse real beam pulses that one emulated pulse stands for; 1 is real time
 * @param signal what the beam makes in the detector
 */
public record Simulation(long startNs, double timeLapse, PulseTable signal) {

    public Simulation {
        if (!(timeLapse >= 1 && timeLapse <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("timeLapse " + timeLapse + " is not 1 or more");
        }
    }

    /** In real time, without signal. */
    public static Simulation from(long startNs) {
        return new Simulation(startNs, 1, PulseTable.EMPTY);
    }
}
