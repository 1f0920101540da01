package cevns.drivers.emulation;

import static cevns.drivers.emulation.EmulatedBeam.VETO_NO_BEAM;
import static cevns.drivers.emulation.EmulatedBeam.VETO_TRIP;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.util.Iterator;

/** The cycles of a machine to which something happens; every emulator sees the same. */
final class MachineIncidents implements Iterator<EmulatedCycle> {

    private static final double OFF_HZ = 0.14;

    /** So long it takes to get there, since a median of 600 intervals is to follow [s]. */
    private static final double RAMP_S = 20;

    private static final int BEAM_EVERY = 4;
    private static final double TRIP_SHARE = 0.4;
    private static final double SHORTER = 0.999;

    private final Iterator<EmulatedCycle> cycles;
    private final IncidentScript script;
    private double shiftNs;
    private boolean tripped;

    MachineIncidents(Iterator<EmulatedCycle> cycles, IncidentScript script) {
        this.cycles = cycles;
        this.script = script;
    }

    @Override
    public boolean hasNext() {
        return cycles.hasNext();
    }

    @Override
    public EmulatedCycle next() {
        EmulatedCycle cycle = cycles.next();
        long timeNs = cycle.timeNs() + Math.round(shiftNs);
        shiftNs += slowerNs(timeNs);
        EmulatedCycle now = cycle.at(timeNs);
        if (script.is(IncidentKind.RING_PERIOD, timeNs)) {
            now = now.withRingPeriod((int) Math.round(SHORTER * cycle.ringPeriodPs()));
        }
        boolean off =
                script.is(IncidentKind.BEAM_OFF, timeNs)
                        || script.is(IncidentKind.WINDOWS_UNEQUAL, timeNs);
        boolean skipped =
                cycle.index() % BEAM_EVERY != 0 && script.is(IncidentKind.REDUCED_RATE, timeNs);
        if (off || skipped) {
            return now.with(0, 0, VETO_NO_BEAM);
        }
        return tripped(now);
    }

    private EmulatedCycle tripped(EmulatedCycle cycle) {
        if (!script.is(IncidentKind.TRIP, cycle.timeNs())) {
            tripped = false;
            return cycle;
        }
        boolean first = !tripped;
        tripped = true;
        int part = (int) (TRIP_SHARE * cycle.chargeCounts());
        return first
                ? cycle.with(cycle.flavor(), part, VETO_TRIP)
                : cycle.with(cycle.flavor(), 0, VETO_NO_BEAM);
    }

    /** How much longer the cycle takes. */
    private double slowerNs(long timeNs) {
        double since = script.sinceS(IncidentKind.LINE_WANDER, timeNs);
        if (Double.isNaN(since)) {
            return 0;
        }
        double hz = LineClock.NOMINAL_HZ - OFF_HZ * Math.min(1, since / RAMP_S);
        return 1e9 / hz - 1e9 / LineClock.NOMINAL_HZ;
    }
}
