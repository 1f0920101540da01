package cevns.analysis.monitor;

import java.util.List;

/**
 * What the test of the full model ({@link ModelTest}) needs to go on from, in numbers that a file
 * holds exactly.
 *
 * @param taught anticoincidence events of the beginning by bin of size, which only teach
 * @param taughtOffLive live time of AC in which they came [marks × length over that of C]
 * @param stretches what was judged, by beam segment and beam power
 * @param pending what came since and is not judged yet, in the same order
 * @param logNumerator logarithm of the numerator of E
 * @param maxLogE largest logarithm of E(0) so far
 * @param estimate signal strength, neutron scale, steady rates and time weights that judge the next
 *     events; empty while it learns
 * @param atNull the same where the likelihood without signal was last found largest
 * @param sinceRefresh events since the estimate was made
 */
public record ModelState(
        long[] taught,
        double taughtOffLive,
        List<Stretch> stretches,
        List<Stretch> pending,
        double logNumerator,
        double maxLogE,
        double[] estimate,
        double[] atNull,
        long sinceRefresh) {

    /**
     * Good marks of one beam segment and of nearly the same beam power.
     *
     * @param segment number of the beam segment in the order in which they came, 0 that of the
     *     detector's file
     * @param power protons of a mark that stands for all of them
     * @param live live time of C [marks]
     * @param offLive live time of AC, in the same unit
     * @param coincidence events in C by cell
     * @param anticoincidence events in AC by cell
     */
    public record Stretch(
            int segment,
            double power,
            double live,
            double offLive,
            long[] coincidence,
            long[] anticoincidence) {}

    /** The state before the first event of a prediction with so many bins of size. */
    public static ModelState none(int sizes) {
        double[] none = new double[0];
        return new ModelState(new long[sizes], 0, List.of(), List.of(), 0, 0, none, none, 0);
    }

    public ModelState {
        stretches = List.copyOf(stretches);
        pending = List.copyOf(pending);
    }
}
