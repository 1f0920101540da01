package cevns.analysis.selection;

import cevns.analysis.event.BeamClock.Phase;
import cevns.analysis.event.Event;
import cevns.daq.config.WindowConfig;

/**
 * A window of a free-running detector, {@code [start, stop)} from the beam reference. What lies
 * below 0 is measured from the next mark, the rest from the last one.
 *
 * @param kind its class
 * @param startNs begin [ns]
 * @param stopNs end [ns]
 */
record Window(WindowConfig.Kind kind, double startNs, double stopNs) {

    /** Time from the reference of the mark whose window this is [ns]; NaN when outside. */
    double timeIn(Phase phase) {
        if (startNs < 0 && -phase.untilNs() >= startNs && -phase.untilNs() < stopNs) {
            return -phase.untilNs();
        }
        boolean after = phase.sinceNs() >= startNs && phase.sinceNs() < stopNs;
        return after ? phase.sinceNs() : Double.NaN;
    }

    /**
     * The event in this window. Background is put where signal would lie: the window is as long as
     * several of those for the signal, one after the other.
     *
     * @param signalStartNs begin of the coincidence window
     * @param signalLengthNs its length
     */
    Event place(Event event, double signalStartNs, double signalLengthNs) {
        double time = timeIn(event.phase());
        long mark = time < 0 ? event.phase().nextMark() : event.phase().mark();
        boolean background = kind == WindowConfig.Kind.ANTICOINCIDENCE;
        return event.in(
                kind, mark, background ? signalStartNs + (time - startNs) % signalLengthNs : time);
    }
}
