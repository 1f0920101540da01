package cevns.analysis.monitor;

import cevns.analysis.prediction.LiveConfig;
import cevns.analysis.statistics.anytime.EventModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is believed of the steady state before the events that {@link LiveModel} judges: a rate for
 * each row of cells, and one course in time for all of them, a mixture of an even one, a falling
 * one and one of the first bin alone. A poor belief only costs power.
 *
 * @param live windows that it comes from, of the length of the coincidence window
 * @param rates events of each row in such a window
 * @param weights of the courses in time, sum 1
 */
record SteadyBelief(double live, double[] rates, double[] weights) {

    /** Courses in time. */
    static final int COURSES = 3;

    /** Half an event in each row, so that a row without one is unlikely, not impossible. */
    private static final double HALF = 0.5;

    /** By how many powers of e the falling course falls over the range of times. */
    private static final double FALL = 3;

    /** Weights of the courses where nothing is known of them. */
    private static final double[] UNKNOWN = {0.68, 0.28, 0.04};

    /** No course is impossible. */
    private static final double LEAST_WEIGHT = 0.01;

    private static final int WEIGHT_STEPS = 200;

    /** How many signal events the prediction is worth before there are data. */
    private static final double SIGNAL_TRUST = 10;

    /** From events of AC by row, that came in so many windows. */
    static SteadyBelief taught(long[] byRow, double live) {
        return of(Arrays.stream(byRow).asDoubleStream().toArray(), live, UNKNOWN);
    }

    /** From what was counted before; empty where nothing was. */
    static Optional<SteadyBelief> counted(PredictedCells cells) {
        return cells.steadyBefore().map(steady -> of(cells, steady));
    }

    private static SteadyBelief of(PredictedCells cells, PredictedCells.Steady steady) {
        int times = cells.times().size();
        double[] byRow = new double[cells.rows()];
        double[] byTime = new double[times];
        for (int cell = 0; cell < steady.counts().length; cell++) {
            byRow[cell / times] += steady.counts()[cell];
            byTime[cell % times] += steady.counts()[cell];
        }
        return of(byRow, steady.windows(), weights(byTime, courses(cells)));
    }

    private static SteadyBelief of(double[] byRow, double live, double[] weights) {
        return new SteadyBelief(
                live, Arrays.stream(byRow).map(n -> (n + HALF) / live).toArray(), weights);
    }

    /** The most likely weights, by sharing out the events again and again. */
    private static double[] weights(double[] byTime, double[][] courses) {
        double all = Arrays.stream(byTime).sum();
        double[] weights = UNKNOWN.clone();
        for (int step = 0; step < WEIGHT_STEPS; step++) {
            double[] shares = new double[COURSES];
            for (int j = 0; j < byTime.length; j++) {
                double density = 0;
                for (int c = 0; c < COURSES; c++) {
                    density += weights[c] * courses[c][j];
                }
                for (int c = 0; c < COURSES; c++) {
                    shares[c] += byTime[j] * weights[c] * courses[c][j] / density;
                }
            }
            for (int c = 0; c < COURSES; c++) {
                weights[c] = (1 - COURSES * LEAST_WEIGHT) * shares[c] / all + LEAST_WEIGHT;
            }
        }
        return weights;
    }

    /** The courses by bin of time, over that of even events. */
    private static double[][] courses(PredictedCells cells) {
        double[] edges = cells.timeEdges();
        int times = edges.length - 1;
        double range = edges[times] - edges[0];
        double norm = -StrictMath.expm1(-FALL);
        double[][] courses = new double[COURSES][times];
        for (int j = 0; j < times; j++) {
            double low = (edges[j] - edges[0]) / range;
            double high = (edges[j + 1] - edges[0]) / range;
            double falling = (StrictMath.exp(-FALL * low) - StrictMath.exp(-FALL * high)) / norm;
            courses[0][j] = 1;
            courses[1][j] = falling / (high - low);
            courses[2][j] = j == 0 ? 1 / (high - low) : 0;
        }
        return courses;
    }

    /** The model with this belief, one free rate for each row. */
    EventModel model(PredictedCells cells, EventModel.Beam beam, LiveConfig.Range neutronFactor) {
        double[] edges = cells.timeEdges();
        int times = edges.length - 1;
        double[][] courses = courses(cells);
        double[][] tilts = new double[COURSES][cells.count()];
        int[] shapeOf = new int[cells.count()];
        double[] shape = new double[cells.count()];
        for (int cell = 0; cell < shape.length; cell++) {
            int j = cell % times;
            shapeOf[cell] = cell / times;
            shape[cell] = (edges[j + 1] - edges[j]) / (edges[times] - edges[0]);
            for (int c = 0; c < COURSES; c++) {
                tilts[c][cell] = courses[c][j];
            }
        }
        return new EventModel(
                List.of(beam),
                neutronFactor.low(),
                neutronFactor.high(),
                shapeOf,
                shape,
                List.of(tilts),
                rates,
                weights,
                live,
                SIGNAL_TRUST);
    }
}
