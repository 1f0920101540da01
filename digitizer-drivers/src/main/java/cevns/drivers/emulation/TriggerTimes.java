package cevns.drivers.emulation;

import java.util.Iterator;

/**
 * The timing pulses that trigger a board one by one. A pulse that should not be there is a cycle
 * without beam; what the beam does in a cycle whose pulse is missing no trace can show.
 */
final class TriggerTimes implements Iterator<EmulatedCycle> {

    private final Iterator<SeenCycle> seen;
    private SeenCycle now;
    private int extra;

    TriggerTimes(Iterator<SeenCycle> seen) {
        this.seen = seen;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public EmulatedCycle next() {
        while (now == null || extra == now.extraNs().length) {
            now = seen.next();
            extra = 0;
            if (now.isMarked()) {
                return now.cycle().at(now.markNs());
            }
        }
        return EmulatedCycle.without(now.extraNs()[extra++]);
    }
}
