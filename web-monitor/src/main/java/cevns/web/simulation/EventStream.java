package cevns.web.simulation;

import cevns.analysis.statistics.anytime.EventModel;
import cevns.analysis.statistics.anytime.Segment;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Selected events of one pseudo-experiment, one after the other, as a Poisson process draws them.
 */
final class EventStream {

    private final SplittableRandom random;
    private final double[] cumulative;
    private final double[] none;
    private double gap;
    private int cell;

    /**
     * @param signal true signal strength
     * @param neutrons true factor on the neutrons
     */
    EventStream(AnytimeScenario scenario, double signal, double neutrons, long seed) {
        random = new SplittableRandom(seed);
        EventModel model = scenario.model();
        EventModel.Beam beam = model.beams().get(0);
        int cells = model.cells();
        none = new double[cells];
        cumulative = new double[2 * cells];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            int c = i % cells;
            sum += scenario.steadyRates()[model.shapeOf()[c]] * model.shape()[c];
            if (i < cells) {
                sum += signal * beam.signal()[c] + neutrons * beam.neutrons()[c];
            }
            cumulative[i] = sum;
        }
    }

    /** Draws the next event. */
    void next() {
        double all = cumulative[cumulative.length - 1];
        gap = -StrictMath.log1p(-random.nextDouble()) / all;
        int at = Arrays.binarySearch(cumulative, random.nextDouble() * all);
        cell = Math.min(at >= 0 ? at + 1 : -at - 1, cumulative.length - 1);
    }

    /** Exposure between the event before and this one. */
    double gap() {
        return gap;
    }

    /** True when the event lies in the coincidence window. */
    boolean inCoincidence() {
        return cell < none.length;
    }

    /** This event and the exposure before it. */
    Segment segment() {
        double[] one = none.clone();
        one[cell % none.length] = 1;
        return new Segment(1, gap, gap, inCoincidence() ? one : none, inCoincidence() ? none : one);
    }
}
