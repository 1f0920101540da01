package cevns.drivers.adara;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.LossView;

/**
 * Which pulses are missing, from the machine's own counter: cycle 0…599, one more with each pulse.
 * The counter says how many are missing, the time says how often it went round: a clock that steps
 * while the counter goes on loses nothing. Where the counter does not go on and the time does not
 * fit it either, the counter has begun anew or the clock has stepped, and nobody knows how many.
 */
final class CycleOrder {

    private static final int SUPER_CYCLE = 600;
    private static final double CYCLES_PER_NS = 60e-9;

    /** The line wanders by 0.1 Hz at most. */
    private static final double WANDER_PER_NS = 0.1e-9;

    /** So many pulses time and counter may differ by, besides what the line wanders. */
    private static final double TOLERANCE = 4;

    /** Beyond this the line wanders so far that the rounds of the counter are a guess. */
    private static final long COUNTABLE_NS = 3_600_000_000_000L;

    /** The pulse arrived before the last one that fits in; time and cycle of both. */
    private long referenceNs;

    private int referenceCycle = BeamPulseView.UNKNOWN_CYCLE;
    private long lastNs = Long.MIN_VALUE;
    private int lastCycle;

    /** Pulses without a number since the reference. */
    private int unnumbered;

    private boolean backwards;
    private boolean jump;
    private long missing;
    private long fromNs;

    /**
     * Takes the next pulse in order of arrival; the methods below then speak of it.
     *
     * @param timeNs its pulse id [ns since the Unix epoch]
     * @param cycle 0…599, or {@link BeamPulseView#UNKNOWN_CYCLE}
     */
    void next(long timeNs, int cycle) {
        backwards = timeNs < lastNs;
        jump = false;
        missing = 0;
        fromNs = lastNs;
        if (cycle == BeamPulseView.UNKNOWN_CYCLE) {
            unnumbered++;
        } else if (referenceCycle == BeamPulseView.UNKNOWN_CYCLE) {
            refer(timeNs, cycle);
        } else if (backwards) {
            // A counter that goes on is a clock that stepped; else a stray pulse that comes late.
            jump = step(referenceCycle, cycle) != 1 + unnumbered;
            if (!jump) {
                refer(timeNs, cycle);
            }
        } else if (timeNs > referenceNs) {
            compare(referenceNs, referenceCycle, timeNs, cycle);
        } else {
            compare(lastNs, lastCycle, timeNs, cycle);
        }
        lastNs = timeNs;
        lastCycle = cycle;
    }

    /** True when the pulse id is earlier than that of the pulse before. */
    boolean backwards() {
        return backwards;
    }

    /** True when the cycle is not the next one. */
    boolean jump() {
        return jump;
    }

    /**
     * Pulses missing before this one; {@link LossView#UNKNOWN_UNITS} after more than an hour, and
     * where the time does not fit the counter.
     */
    long missing() {
        return missing;
    }

    /** Time of the pulse before the hole [ns since the Unix epoch]. */
    long fromNs() {
        return fromNs;
    }

    private void compare(long baseNs, int baseCycle, long timeNs, int cycle) {
        int step = step(baseCycle, cycle);
        double cycles = (timeNs - baseNs) * CYCLES_PER_NS;
        long rounds = Math.max(0, Math.round((cycles - step) / SUPER_CYCLE));
        long advanced = step + SUPER_CYCLE * rounds;
        jump = advanced != 1 + unnumbered;
        missing = Math.max(0, advanced - 1 - unnumbered);
        double apart = TOLERANCE + (timeNs - baseNs) * WANDER_PER_NS;
        boolean fits = Math.abs(cycles - advanced) <= apart;
        if (jump && !fits || rounds > 0 && timeNs - baseNs > COUNTABLE_NS) {
            missing = LossView.UNKNOWN_UNITS;
        }
        fromNs = baseNs;
        refer(timeNs, cycle);
    }

    private void refer(long timeNs, int cycle) {
        referenceNs = timeNs;
        referenceCycle = cycle;
        unnumbered = 0;
    }

    private static int step(int from, int to) {
        return Math.floorMod(to - from, SUPER_CYCLE);
    }
}
