package cevns.analysis.event;

/**
 * The permanent test against a match that is off by one cycle (beam-trigger-modes.md §4.3): where
 * the beam-conditional signal is wired, the last 20 empty cycles must have shown no mark, so that
 * each of them fell on one that was put in. Where an empty cycle has a mark and its neighbour with
 * beam has none, three times without one in step, the match is off.
 */
final class EmptyCycles {

    private static final int NEEDED = 20;
    private static final int AGAINST = 3;
    private static final long NEIGHBOURS = 2;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final boolean conditionalSignal;
    private int inStep;
    private int against;
    private long emptyWithMark = NEVER;
    private long beamWithout = NEVER;

    /** {@code conditionalSignal} is true where the beam-conditional signal makes the marks. */
    EmptyCycles(boolean conditionalSignal) {
        this.conditionalSignal = conditionalSignal;
    }

    void on(long mark, BeamState state, boolean markInserted) {
        if (!conditionalSignal || state == BeamState.UNKNOWN) {
            return;
        }
        if (state == BeamState.EMPTY) {
            inStep = markInserted ? inStep + 1 : 0;
            against = markInserted ? 0 : against;
            emptyWithMark = markInserted ? NEVER : mark;
        } else if (markInserted) {
            beamWithout = mark;
        }
        if (Math.abs(emptyWithMark - beamWithout) <= NEIGHBOURS && emptyWithMark != NEVER) {
            against++;
            emptyWithMark = NEVER;
            beamWithout = NEVER;
        }
    }

    /** True when enough empty cycles in a row had no mark. */
    boolean confirmed() {
        return inStep >= NEEDED;
    }

    /** True when the match is off by a cycle or two. */
    boolean contradicts() {
        return against >= AGAINST;
    }

    /** Begins anew, after the match was given up. */
    void clear() {
        inStep = 0;
        against = 0;
        emptyWithMark = NEVER;
        beamWithout = NEVER;
    }
}
