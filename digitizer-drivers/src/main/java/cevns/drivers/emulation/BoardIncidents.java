package cevns.drivers.emulation;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;

/** What happens to a board besides what it sees. */
final class BoardIncidents implements EmulatedInputs {

    private static final double FASTER = 5e-6;
    private static final double SECOND_NS = 1e9;

    /** Cycles of the timing signal, whichever way a board triggers: one in three is lost. */
    private static final long BUSY_EVERY = 3;

    private static final long CYCLE_NS = Math.round(SECOND_NS / LineClock.NOMINAL_HZ);

    private final IncidentScript script;

    BoardIncidents(IncidentScript script) {
        this.script = script;
    }

    @Override
    public long counterNs(long timeNs, long zeroNs) {
        long clearedNs = Math.max(zeroNs, script.latestNs(IncidentKind.BOARD_RESET, timeNs));
        double fastS =
                script.lastedS(IncidentKind.PLL_STEP, timeNs)
                        - script.lastedS(IncidentKind.PLL_STEP, clearedNs);
        return timeNs - clearedNs + Math.round(fastS * SECOND_NS * FASTER);
    }

    @Override
    public boolean isBusy(long timeNs) {
        return script.is(IncidentKind.DEAD_TIME, timeNs) && timeNs / CYCLE_NS % BUSY_EVERY == 0;
    }
}
