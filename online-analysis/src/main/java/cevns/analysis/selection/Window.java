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
     * The event in this window.
     *
     * @param shiftNs what to add to its time, so that background lies where signal would
     */
    Event place(Event event, double shiftNs) {
        double time = timeIn(event.phase());
        long mark = time < 0 ? event.phase().nextMark() : event.phase().mark();
        return event.in(kind, mark, time + shiftNs);
    }
}
