package cevns.analysis.monitor;

import cevns.analysis.statistics.anytime.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * What the test of the full model ({@link LiveModel}) needs to go on from, in numbers that a file
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
 * @param shown what was last made to be shown
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
        long sinceRefresh,
        Shown shown) {

    /**
     * What was last made to be shown.
     *
     * @param events events that had been judged then; 0 for none
     * @param logE logarithm of E(0)
     * @param confidence both ends of the confidence sequence; empty where all is excluded
     */
    public record Shown(long events, double logE, double[] confidence) {

        static final Shown NOTHING = new Shown(0, 0, new double[0]);
    }

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
            long[] anticoincidence) {

        static Stretch of(Segment segment) {
            return new Stretch(
                    segment.beam(),
                    segment.power(),
                    segment.live(),
                    segment.offLive(),
                    whole(segment.coincidence()),
                    whole(segment.anticoincidence()));
        }

        Segment segmentOfEvents() {
            return new Segment(
                    segment,
                    power,
                    live,
                    offLive,
                    Arrays.stream(coincidence).asDoubleStream().toArray(),
                    Arrays.stream(anticoincidence).asDoubleStream().toArray());
        }

        /** Events in both windows. */
        long events() {
            return Arrays.stream(coincidence).sum() + Arrays.stream(anticoincidence).sum();
        }

        private static long[] whole(double[] counts) {
            return Arrays.stream(counts).mapToLong(StrictMath::round).toArray();
        }
    }

    /**
     * The state while it learns.
     *
     * @param taught anticoincidence events by bin of size
     * @param taughtOffLive live time of AC in which they came
     */
    public static ModelState learning(long[] taught, double taughtOffLive) {
        double[] none = new double[0];
        return new ModelState(
                taught, taughtOffLive, List.of(), List.of(), 0, 0, none, none, 0, Shown.NOTHING);
    }

    public ModelState {
        stretches = List.copyOf(stretches);
        pending = List.copyOf(pending);
    }
}
