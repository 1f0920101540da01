package cevns.analysis.statistics.anytime;

import java.util.Collection;

/**
 * Largest likelihood of an {@link EventModel} by expectation–maximisation (A. P. Dempster, N. M.
 * Laird, D. B. Rubin, J. R. Stat. Soc. B 39 (1977) 1): each event is shared out among the
 * contributions by their rates in its cell, then each contribution gets the rate of its share. No
 * step lowers the likelihood, rates stay positive, and a range is kept by cutting to it. It is
 * called after single events, where a search along derivatives creeps away from rates of zero.
 */
final class Maximiser {

    private static final int MOST_STEPS = 2000;
    private static final int STEPS_BETWEEN_CHECKS = 10;

    /** Less than this in ln L is no gain; thresholds are of the order of 3 to 15. */
    private static final double GAIN = 1e-6;

    private final EventModel model;
    private final Collection<Segment> segments;

    Maximiser(EventModel model, Collection<Segment> segments) {
        this.model = model;
        this.segments = segments;
    }

    /** Logarithm of the likelihood, with the constants of {@link Segment#logLikelihood}. */
    double logLikelihood(double[] values) {
        double sum = 0;
        for (Segment segment : segments) {
            sum += segment.logLikelihood(model, values);
        }
        return sum;
    }

    /**
     * The maximum with the signal strength held.
     *
     * @param start no rate in it may be 0
     */
    double[] held(double signal, double[] start) {
        return search(signal, start, 0);
    }

    /**
     * A maximum with all free, drawn towards the first guess.
     *
     * @param trust how many signal events the first guess of a strength of 1 is worth
     */
    double[] smoothed(double[] start, double trust) {
        return search(Double.NaN, start, trust);
    }

    private double[] search(double signal, double[] start, double trust) {
        double[] values = start.clone();
        boolean held = !Double.isNaN(signal);
        if (held) {
            values[0] = signal;
        }
        double[] exposure = new double[values.length];
        segments.forEach(s -> s.addExposure(model, exposure));
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (step % STEPS_BETWEEN_CHECKS == 0) {
                double now = logLikelihood(values);
                if (now - before < GAIN) {
                    break;
                }
                before = now;
            }
            double[] shares = new double[values.length];
            for (Segment segment : segments) {
                segment.addShares(model, values, shares);
            }
            int tilts = 2 + model.shapes();
            for (int k = held ? 1 : 0; k < tilts; k++) {
                double more = k == 0 ? trust : 0;
                if (exposure[k] + more > 0) {
                    values[k] = (shares[k] + more) / (exposure[k] + more);
                }
            }
            weigh(values, shares, tilts);
            values[1] =
                    StrictMath.max(
                            model.lowestNeutrons(),
                            StrictMath.min(model.highestNeutrons(), values[1]));
        }
        return values;
    }

    /** Weights of the tilts: their shares of all steady events; as they are without any. */
    private static void weigh(double[] values, double[] shares, int first) {
        double all = 0;
        for (int k = first; k < values.length; k++) {
            all += shares[k];
        }
        for (int k = first; all > 0 && k < values.length; k++) {
            values[k] = shares[k] / all;
        }
    }
}
