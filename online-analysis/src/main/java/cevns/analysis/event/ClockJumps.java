package cevns.analysis.event;

/**
 * Watches one clock for jumps beyond what another one has gone on by: a counter that rolled over
 * unseen, a board that was reset (beam-trigger-modes.md §6, 11 and 13). One time that is far off is
 * left out; the fifth in step says that the clock has jumped.
 */
final class ClockJumps {

    /** What two streams may be late against each other. */
    private static final long FAR_NS = 1_500_000_000;

    private static final long SHORTEST_STEP_NS = 10_000_000;
    private static final long LONGEST_STEP_NS = 1_100_000_000;
    static final int SURE = 5;

    /** Part of a turn that a jump may be off by to be taken for whole turns. */
    private static final double TURN_TOLERANCE = 0.1;

    private double turnNs;
    private boolean seen;
    private long lastNs;
    private long otherAtLastNs;
    private long holeNs;
    private long candidateNs;
    private int candidates;
    private boolean undecided;
    private long byNs;

    /**
     * Sets after how many ns the device's counter begins again; of 63 bits and more it never does.
     */
    void turn(double tickNs, int counterBits) {
        boolean rolls = tickNs > 0 && counterBits > 0 && counterBits < 63;
        turnNs = rolls ? tickNs * (1L << counterBits) : 0;
    }

    /**
     * The source has told of a hole before its next time [ns]: a step as long is none of the clock.
     * The other clock may lag then, as after a program was suspended, but it may not be ahead: a
     * turn that went by unseen makes a hole look short.
     */
    void hole(long lengthNs) {
        holeNs = Math.max(holeNs, lengthNs);
    }

    /** Believes the next time, whatever it is. */
    void clear() {
        seen = false;
        candidates = 0;
    }

    /**
     * Judges a time.
     *
     * @param timeNs on the clock that is watched
     * @param otherNs on the other one, now; 0 when it is not known, then nothing is judged but time
     *     that goes backwards
     */
    boolean accepts(long timeNs, long otherNs) {
        if (!seen) {
            take(timeNs, otherNs);
            return true;
        }
        long step = timeNs - lastNs;
        boolean knowsOther = otherNs != 0 && otherAtLastNs != 0;
        long beyond = knowsOther ? step - (otherNs - otherAtLastNs) : Math.min(0, step);
        boolean goesOn = step >= 0 && step < FAR_NS;
        boolean explained = step >= 0 && step - FAR_NS < holeNs && beyond > -FAR_NS;
        if (goesOn || explained || beyond > -FAR_NS && beyond < FAR_NS) {
            take(timeNs, otherNs);
            return true;
        }
        long apart = timeNs - candidateNs;
        boolean inStep = apart > SHORTEST_STEP_NS && apart < LONGEST_STEP_NS;
        candidates = candidates > 0 && inStep ? candidates + 1 : 1;
        candidateNs = timeNs;
        undecided = knowsOther && step > 0 && otherNs == otherAtLastNs;
        byNs = beyond;
        return false;
    }

    private void take(long timeNs, long otherNs) {
        seen = true;
        lastNs = timeNs;
        otherAtLastNs = otherNs;
        candidates = 0;
        holeNs = 0;
    }

    /**
     * True when the time just refused is not the only one: the clock has jumped. While the other
     * clock stands still a step ahead may be one that both have made, in a silence of both after
     * which the other's times come later.
     */
    boolean isSure() {
        return candidates >= SURE && !undecided;
    }

    /** How far the clock has jumped [ns], to within what the streams are late. */
    long byNs() {
        return byNs;
    }

    /** The jump as whole turns of the counter [ns]; 0 where it is none. */
    long turnsNs() {
        if (turnNs <= 0) {
            return 0;
        }
        double turns = Math.rint(byNs / turnNs);
        boolean whole = Math.abs(byNs - turns * turnNs) < TURN_TOLERANCE * turnNs;
        return whole ? Math.round(turns * turnNs) : 0;
    }
}
