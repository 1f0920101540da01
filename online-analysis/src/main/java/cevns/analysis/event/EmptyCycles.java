package cevns.analysis.event;

/**
 * The permanent test against a match that is off by one cycle (beam-trigger-modes.md §4.3): where
 * the beam-conditional signal is wired, the last 20 empty cycles must have shown no mark, so that
 * each of them fell on one that was put in.
 */
final class EmptyCycles {

    private static final int NEEDED = 20;

    private final boolean conditionalSignal;
    private int inStep;

    /** {@code conditionalSignal} is true where the beam-conditional signal makes the marks. */
    EmptyCycles(boolean conditionalSignal) {
        this.conditionalSignal = conditionalSignal;
    }

    void on(BeamState state, boolean markInserted) {
        if (conditionalSignal && state == BeamState.EMPTY) {
            inStep = markInserted ? inStep + 1 : 0;
        }
    }

    /** True when enough empty cycles in a row had no mark. */
    boolean confirmed() {
        return inStep >= NEEDED;
    }
}
