package cevns.analysis.event;

import cevns.daq.record.BeamPulseView;

/**
 * The self-check against charges that are off by one cycle (adara.md §5.1): the flavor is that of
 * the pulse itself, so a pulse announced empty must carry no charge, and the one behind it must not
 * be the empty one instead.
 */
final class ChargeCycle {

    private static final int SUPER_CYCLE = 600;

    private int cycleBefore = BeamPulseView.UNKNOWN_CYCLE;
    private boolean announcedEmptyBefore;
    private boolean emptyBefore;
    private boolean shifted;

    /**
     * Takes the next pulse of known charge.
     *
     * @param cycle machine cycle
     * @param announcedEmpty true when its flavor says that no beam is meant
     * @param empty true when charge and veto say that there was none
     */
    void on(int cycle, boolean announcedEmpty, boolean empty) {
        boolean follows =
                cycle < SUPER_CYCLE
                        && cycleBefore < SUPER_CYCLE
                        && cycle == (cycleBefore + 1) % SUPER_CYCLE;
        if (follows && announcedEmptyBefore && !announcedEmpty && emptyBefore != empty) {
            shifted = empty;
        }
        cycleBefore = cycle;
        announcedEmptyBefore = announcedEmpty;
        emptyBefore = empty;
    }

    /** True when the last empty cycle had the charge of its neighbour. */
    boolean isShifted() {
        return shifted;
    }
}
