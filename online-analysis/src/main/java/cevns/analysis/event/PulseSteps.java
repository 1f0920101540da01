package cevns.analysis.event;

import cevns.daq.record.BeamPulseView;

/**
 * Finds steps of the accelerator's time by whole seconds (beam-trigger-modes.md §6, 19): the cycle
 * number goes on as before, the pulse id does not. Five pulses must agree on the step, so that one
 * wrong id is none.
 */
final class PulseSteps {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SUPER_CYCLE = 600;

    /** Beyond this the period is not known well enough to count the cycles between two ids. */
    private static final long FAR_NS = 100 * SECOND_NS;

    private static final double TOLERANCE_NS = 50e6;
    private static final int SURE = 5;

    private long referenceNs;
    private int referenceCycle = BeamPulseView.UNKNOWN_CYCLE;
    private long candidateS;
    private int candidates;

    /**
     * Takes the next pulse.
     *
     * @param periodNs about one cycle [ns]; 0 when not known
     * @return whole seconds that the accelerator's time has just been found to have stepped by; 0
     *     for none
     */
    long on(long idNs, int cycle, long periodNs) {
        if (cycle >= SUPER_CYCLE || periodNs <= 0) {
            return 0;
        }
        long apart = idNs - referenceNs;
        if (referenceCycle >= SUPER_CYCLE || apart > FAR_NS || apart < -FAR_NS) {
            refer(idNs, cycle);
            return 0;
        }
        int cycles = Math.floorMod(cycle - referenceCycle, SUPER_CYCLE);
        double round = (double) SUPER_CYCLE * periodNs;
        double off = apart - (double) cycles * periodNs;
        off -= round * Math.rint(off / round);
        long seconds = Math.round(off / SECOND_NS);
        if (Math.abs(off - seconds * (double) SECOND_NS) > TOLERANCE_NS) {
            return 0;
        }
        if (seconds == 0) {
            if (apart > 0) {
                refer(idNs, cycle);
            }
            return 0;
        }
        candidates = seconds == candidateS ? candidates + 1 : 1;
        candidateS = seconds;
        if (candidates < SURE) {
            return 0;
        }
        refer(idNs, cycle);
        return seconds;
    }

    /**
     * True while the newest pulses are off by whole seconds and too few to say that it is a step.
     */
    boolean isDoubtful() {
        return candidates > 0;
    }

    private void refer(long idNs, int cycle) {
        referenceNs = idNs;
        referenceCycle = cycle;
        candidates = 0;
    }
}
