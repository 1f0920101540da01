package cevns.analysis.event;

/**
 * A mark of which nothing more will be learned. Marks settle in their order.
 *
 * @param number number of the mark, from 0
 * @param timeNs its time on the reference clock [ns since the Unix epoch]
 * @param inserted true when it was missed and put in
 * @param state what the accelerator did
 * @param confidence of the match: 0 none, 1 by order only, 2 by residual, 3 also the empty cycles
 * @param chargeCounts charge [10 pC]; −1 when not known
 * @param kineticEv energy of its protons [eV]; 0 when not known
 * @param quality quality bits of its pulse, and {@link #CLOCK_SUSPECT}; 0 without one
 */
public record SettledMark(
        long number,
        long timeNs,
        boolean inserted,
        BeamState state,
        int confidence,
        long chargeCounts,
        double kineticEv,
        int quality) {

    /** Quality, beside the bits of the pulse: the rate of a clock had just changed. */
    public static final int CLOCK_SUSPECT = 1 << 16;
}
