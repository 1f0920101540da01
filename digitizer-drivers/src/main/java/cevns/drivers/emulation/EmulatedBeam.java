package cevns.drivers.emulation;

import cevns.drivers.incident.IncidentScript;
import java.util.Iterator;

/**
 * The emulated machine (sns-beam-timing.md §7). A pure function of its settings and its start:
 * every reader of {@link #cycles()} sees the same cycles, so the emulated digitizer and the
 * emulated facility stream agree cycle by cycle, each on its own thread, without sharing anything
 * that changes.
 *
 * @param settings how it runs
 * @param startNs time of the first cycle [host time, ns since the Unix epoch]
 * @param script what goes wrong with it, and for the source that looks at it
 */
public record EmulatedBeam(EmulatedBeamSettings settings, long startNs, IncidentScript script) {

    /** Cycles in a super-cycle of 10 s; number 0 is empty. */
    public static final int SUPER_CYCLE = 600;

    /** Veto word of a normal pulse to target 1: it was not for target 2. */
    public static final int VETO_NORMAL = 0x004;

    /** Veto word of a cycle without beam. */
    public static final int VETO_NO_BEAM = 0x001;

    /** Veto word of the pulse in which the machine tripped: fast trip and latched fault. */
    public static final int VETO_TRIP = 0x0C0;

    /** A machine with which nothing goes wrong. */
    public EmulatedBeam(EmulatedBeamSettings settings, long startNs) {
        this(settings, startNs, IncidentScript.none(startNs));
    }

    /** A new reader, before the first cycle. It never ends; to be used by one thread. */
    public Iterator<EmulatedCycle> cycles() {
        CycleReader cycles = new CycleReader(this);
        return script.isEmpty() ? cycles : new MachineIncidents(cycles, script);
    }

    /** The cycles as a board sees them by its timing signal; as {@link #cycles}. */
    Iterator<SeenCycle> seen() {
        return new TimingSignal(cycles(), script, settings.seed());
    }

    /** The triggers that a board gets from its timing signal; as {@link #cycles}. */
    Iterator<EmulatedCycle> triggers() {
        return new TriggerTimes(seen());
    }

    /** Protons of a normal pulse. */
    public double nominalProtons() {
        int counts = (int) SnsRing.chargeCounts(settings.powerMw(), settings.energyGev());
        return new EmulatedCycle(0, 0, 0, 1, counts, 0, VETO_NORMAL).protons();
    }
}
