package cevns.drivers.device;

import cevns.daq.truth.PulseTable;
import cevns.drivers.incident.IncidentScript;

/**
 * What all emulators of a run have in common.
 *
 * @param startNs time of the emulated machine's first cycle [host time, ns since the Unix epoch]
 * @param timeLapse real beam pulses that one emulated pulse stands for; 1 is real time
 * @param signal what the beam makes in the detector
 * @param incidents what goes wrong, counted from the same start
 * @param lines the signals from one device to others
 */
public record Simulation(
        long startNs,
        double timeLapse,
        PulseTable signal,
        IncidentScript incidents,
        SyncLines lines) {

    public Simulation {
        if (!(timeLapse >= 1 && timeLapse <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("timeLapse " + timeLapse + " is not 1 or more");
        }
    }

    /** One whose devices are new. */
    public Simulation(long startNs, double timeLapse, PulseTable signal, IncidentScript incidents) {
        this(startNs, timeLapse, signal, incidents, new SyncLines());
    }

    /** One in which nothing goes wrong. */
    public Simulation(long startNs, double timeLapse, PulseTable signal) {
        this(startNs, timeLapse, signal, IncidentScript.none(startNs));
    }

    /** In real time, without signal. */
    public static Simulation from(long startNs) {
        return new Simulation(startNs, 1, PulseTable.EMPTY);
    }

    /** What goes wrong with the emulator of a source. */
    public IncidentScript script(String source) {
        return incidents.of(source);
    }
}
