package cevns.analysis.event;

import cevns.daq.record.BeamSignal;

/**
 * Finds out which timing signal is wired (sns-beam-timing.md §6): the beam-conditional one leaves
 * out cycle 0, so every 600th mark is missing; the unconditional one leaves out none in 100 s.
 */
final class SignalCheck {

    private static final int SUPER_CYCLE = 600;
    private static final int GAPS = 5;
    private static final long WITHOUT_GAP = 6_000;

    private final long[] gapAt = new long[SUPER_CYCLE];
    private final int[] gapsAt = new int[SUPER_CYCLE];
    private long sinceGap;
    private long lastTb = Long.MIN_VALUE / 2;
    private BeamSignal seen;

    /** The next mark with its number, from 0. */
    void on(long number, boolean inserted) {
        if (!inserted) {
            if (++sinceGap >= WITHOUT_GAP) {
                seen = BeamSignal.T39;
            }
            return;
        }
        sinceGap = 0;
        int phase = (int) (number % SUPER_CYCLE);
        gapsAt[phase] = gapAt[phase] == number - SUPER_CYCLE ? gapsAt[phase] + 1 : 1;
        gapAt[phase] = number;
        if (gapsAt[phase] >= GAPS) {
            seen = BeamSignal.TB;
            lastTb = number;
        } else if (seen == BeamSignal.TB && number - lastTb > WITHOUT_GAP) {
            seen = null;
        }
    }

    /** The signal that the marks show; null while they show neither. */
    BeamSignal seen() {
        return seen;
    }
}
