package cevns.analysis.event;

/**
 * Says of the last 600 pulses whether the machine runs at a reduced rate (beam-trigger-modes.md §6,
 * 10): beam in a part of the cycles, spread over all of them. A trip is one stretch without beam.
 */
final class BeamRate {

    private static final int HISTORY = 600;
    private static final double FULL = 0.95;

    /** At a reduced rate beam begins again after some pulses, in a trip once. */
    private static final int LONGEST_STRETCH = 10;

    private static final int LEAST_STARTS = 5;

    private final boolean[] beam = new boolean[HISTORY];
    private int count;
    private int at;
    private int beams;
    private int starts;

    void on(BeamState state) {
        if (state == BeamState.UNKNOWN) {
            return;
        }
        int before = Math.floorMod(at - 1, HISTORY);
        if (count == HISTORY) {
            int second = (at + 1) % HISTORY;
            beams -= beam[at] ? 1 : 0;
            starts -= !beam[at] && beam[second] ? 1 : 0;
        }
        boolean isBeam = state != BeamState.EMPTY;
        starts += count > 0 && !beam[before] && isBeam ? 1 : 0;
        beams += isBeam ? 1 : 0;
        beam[at] = isBeam;
        at = (at + 1) % HISTORY;
        count = Math.min(count + 1, HISTORY);
    }

    /** Part of the last pulses that had beam; NaN before there are enough. */
    double part() {
        return count < HISTORY ? Double.NaN : (double) beams / HISTORY;
    }

    boolean isReduced() {
        return count == HISTORY
                && starts >= LEAST_STARTS
                && beams < FULL * HISTORY
                && starts * LONGEST_STRETCH >= beams;
    }
}
