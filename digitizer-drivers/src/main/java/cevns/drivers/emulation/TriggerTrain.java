package cevns.drivers.emulation;

import java.util.Iterator;

/** Triggers at a board's inputs: one for each cycle of the machine, and strobes evenly between. */
public final class TriggerTrain {

    private final Iterator<EmulatedCycle> cycles;
    private final int perCycle;
    private long cycleNs;
    private long nextCycleNs;
    private int index;

    /**
     * @param perCycle triggers of a cycle, 1 or more
     */
    public TriggerTrain(EmulatedBeam beam, int perCycle) {
        this.perCycle = perCycle;
        cycles = beam.cycles();
        cycleNs = cycles.next().timeNs();
        nextCycleNs = cycles.next().timeNs();
    }

    /** Time of the next one [host time, ns since the Unix epoch]. */
    public long nextNs() {
        return cycleNs + (nextCycleNs - cycleNs) * index / perCycle;
    }

    /** True when it is that of the cycle, false for a strobe. */
    public boolean isBeam() {
        return index == 0;
    }

    /** Goes on to the one after it. */
    public void advance() {
        if (++index == perCycle) {
            index = 0;
            cycleNs = nextCycleNs;
            nextCycleNs = cycles.next().timeNs();
        }
    }
}
