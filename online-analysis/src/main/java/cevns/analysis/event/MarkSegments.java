package cevns.analysis.event;

import cevns.daq.record.SourceInfo;

/**
 * Puts the metronome's own time on the reference clock, which is its clock until that jumps: after
 * a jump the reference goes on and the new times are shifted onto it. A counter that rolled over
 * unseen is put right to the ns. After a reset nobody knows how many cycles have passed; the host's
 * ticks tell it to a second, and the pulses are then to be found anew.
 */
final class MarkSegments {

    private final ClockJumps jumps = new ClockJumps();
    private long hostNs;
    private long lastNs;
    private long hostAtLastNs;
    private long shiftNs;
    private int segment;
    private Jump jump = Jump.NONE;

    /** What the last mark has shown. */
    enum Jump {
        NONE,
        /** Whole turns of the counter. */
        TURNS,
        /** A new start, by how many cycles is not known. */
        RESET
    }

    void onInfo(SourceInfo info) {
        jumps.turn(info.tickFs() * 1e-6, info.counterBits());
    }

    /** A second of the host's time. */
    void onTick(long timeNs) {
        hostNs = timeNs;
    }

    /** The metronome's source has told of a hole [ns]. */
    void hole(long lengthNs) {
        jumps.hole(lengthNs);
    }

    /**
     * Takes a time of the metronome's clock.
     *
     * @param periodNs about one cycle [ns]
     * @return false when it is to be refused: far from the last one, and the only one so far
     */
    boolean accepts(long rawNs, long periodNs) {
        jump = Jump.NONE;
        long timeNs = rawNs + shiftNs;
        if (!jumps.accepts(timeNs, hostNs)) {
            if (!jumps.isSure()) {
                return false;
            }
            timeNs = resume(timeNs, periodNs);
            shiftNs = timeNs - rawNs;
            segment++;
            jumps.clear();
            jumps.accepts(timeNs, hostNs);
        }
        lastNs = timeNs;
        hostAtLastNs = hostNs;
        return true;
    }

    private long resume(long timeNs, long periodNs) {
        long turns = jumps.turnsNs();
        if (turns != 0) {
            jump = Jump.TURNS;
            return timeNs - turns;
        }
        jump = Jump.RESET;
        long period = Math.max(1, periodNs);
        long cycles = Math.max(ClockJumps.SURE, (hostNs - hostAtLastNs) / period);
        return lastNs + cycles * period;
    }

    /** What the time accepted last has shown. */
    Jump jump() {
        return jump;
    }

    /** The time accepted last, on the reference clock [ns since the Unix epoch]. */
    long timeNs() {
        return lastNs;
    }

    /** What is added to the metronome's times [ns]. */
    long shiftNs() {
        return shiftNs;
    }

    /** Jumps so far. */
    int segment() {
        return segment;
    }
}
