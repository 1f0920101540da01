package cevns.drivers.emulation;

/**
 * A cycle as the boards see it.
 *
 * @param cycle as it truly was
 * @param markNs when its timing pulse comes [host time, ns since the Unix epoch]; {@link #MISSED}
 *     when none does
 * @param extraNs when further pulses come at the timing input [host time], rising, after the timing
 *     pulse of the cycle
 */
public record SeenCycle(EmulatedCycle cycle, long markNs, long[] extraNs) {

    /** No timing pulse. */
    static final long MISSED = Long.MIN_VALUE;

    private static final long[] NONE = {};

    /** All is well. */
    static SeenCycle of(EmulatedCycle cycle) {
        return new SeenCycle(cycle, cycle.timeNs(), NONE);
    }

    /** True when its timing pulse comes. */
    boolean isMarked() {
        return markNs != MISSED;
    }
}
