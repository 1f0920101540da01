package cevns.analysis.monitor;

import cevns.analysis.event.Exposure;

/**
 * Counts and what they are divided by, of a run or of the runs of a campaign. Times and charges are
 * those of the wire; a time-lapse multiplies them when they are shown.
 *
 * @param delivered all pulses of the accelerator's stream
 * @param recorded marks with the detector live
 * @param good marks that count
 * @param coincidence selected events in C of good marks
 * @param anticoincidence selected events in AC of good marks
 * @param beamOffCoincidence events in C of EMPTY marks, for the null test
 * @param beamOffAnticoincidence events in AC of EMPTY marks
 */
public record Totals(
        Exposure delivered,
        Exposure recorded,
        Exposure good,
        long coincidence,
        long anticoincidence,
        long beamOffCoincidence,
        long beamOffAnticoincidence) {

    /** Nothing. */
    static final Totals NONE = new Totals(Exposure.NONE, Exposure.NONE, Exposure.NONE, 0, 0, 0, 0);

    /** Both together. */
    Totals plus(Totals more) {
        return new Totals(
                delivered.plus(more.delivered),
                recorded.plus(more.recorded),
                good.plus(more.good),
                coincidence + more.coincidence,
                anticoincidence + more.anticoincidence,
                beamOffCoincidence + more.beamOffCoincidence,
                beamOffAnticoincidence + more.beamOffAnticoincidence);
    }

    /** The three accounts as a snapshot has them. */
    Snapshot.Exposures exposures(double timeLapse) {
        return new Snapshot.Exposures(
                account(delivered, timeLapse),
                account(recorded, timeLapse),
                account(good, timeLapse));
    }

    private static Snapshot.Account account(Exposure e, double timeLapse) {
        return new Snapshot.Account(
                e.marks(),
                Math.round(e.liveNs() * timeLapse),
                e.chargeCounts(),
                e.protons() * timeLapse,
                e.energyJ() * timeLapse,
                e.unknownMarks());
    }

    /** The counts as a snapshot has them. */
    Snapshot.Counts counts(long pendingEvents) {
        return new Snapshot.Counts(
                coincidence,
                anticoincidence,
                good.alpha(),
                beamOffCoincidence,
                beamOffAnticoincidence,
                pendingEvents);
    }
}
