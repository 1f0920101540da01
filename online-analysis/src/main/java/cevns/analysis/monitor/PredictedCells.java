package cevns.analysis.monitor;

import cevns.analysis.prediction.Bins;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.ResponseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The prediction for one proton in the cells of a snapshot: those of the detector's file, of which
 * neighbours are joined where they are too many for a line of the log.
 *
 * @param unit what sizes are counted in
 * @param sizes bins of size
 * @param times bins of time since the beam reference [µs]
 * @param perProton expected signal of each cell, bin of size by bin of size [1/proton]
 * @param backgrounds of the beam
 */
record PredictedCells(
        ResponseConfig.Unit unit,
        Bins sizes,
        Bins times,
        double[] perProton,
        List<Background> backgrounds) {

    /**
     * A background of the beam.
     *
     * @param name as in the detector's file
     * @param uncertainty of its number of events, relative
     * @param perProton expected events of each cell, in the order of the signal [1/proton]
     */
    record Background(String name, double uncertainty, double[] perProton) {}

    private static final int MOST_SIZES = 60;
    private static final int MOST_TIMES = 40;

    static PredictedCells of(Prediction prediction) {
        ResponseConfig response = prediction.config().response();
        int joinedSizes = joined(response.sizes(), MOST_SIZES);
        int joinedTimes = joined(response.times(), MOST_TIMES);
        Bins sizes = every(joinedSizes, response.sizes());
        Bins times = every(joinedTimes, response.times());
        List<Background> backgrounds = new ArrayList<>();
        for (Prediction.BackgroundPart part : prediction.backgrounds()) {
            backgrounds.add(
                    new Background(
                            part.name(),
                            part.uncertainty(),
                            joined(part.cells(), joinedSizes, joinedTimes, sizes, times)));
        }
        return new PredictedCells(
                response.unit(),
                sizes,
                times,
                joined(prediction.cells(), joinedSizes, joinedTimes, sizes, times),
                List.copyOf(backgrounds));
    }

    private static double[] joined(
            double[][] fine, int joinedSizes, int joinedTimes, Bins sizes, Bins times) {
        double[] cells = new double[sizes.size() * times.size()];
        for (int i = 0; i < fine.length; i++) {
            for (int j = 0; j < fine[i].length; j++) {
                cells[i / joinedSizes * times.size() + j / joinedTimes] += fine[i][j];
            }
        }
        return cells;
    }

    private static int joined(Bins bins, int most) {
        return (bins.size() + most - 1) / most;
    }

    private static Bins every(int step, Bins bins) {
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i < bins.size(); i += step) {
            edges.add(bins.edge(i));
        }
        edges.add(bins.high());
        return new Bins(edges);
    }

    /** The cell of an event; −1 outside all. */
    int of(GoodEvent event) {
        boolean light = unit == ResponseConfig.Unit.PE;
        int size = sizes.of(light ? event.chargePe() : event.energyKev());
        int time = times.of(event.timeUs());
        return size < 0 || time < 0 ? -1 : size * times.size() + time;
    }

    /** Number of cells. */
    int count() {
        return perProton.length;
    }

    /** Expected beam-related background of each cell, all kinds of it [1/proton]. */
    double[] neutrons() {
        double[] all = new double[count()];
        for (Background background : backgrounds) {
            for (int i = 0; i < all.length; i++) {
                all[i] += background.perProton[i];
            }
        }
        return all;
    }

    /** Edges of the bins of time [µs]. */
    double[] timeEdges() {
        return edges(times);
    }

    /** Sums over the times, one for each bin of size. */
    double[] bySize(double[] cells) {
        double[] sums = new double[sizes.size()];
        for (int i = 0; i < cells.length; i++) {
            sums[i / times.size()] += cells[i];
        }
        return sums;
    }

    /** Sums over the sizes, one for each bin of time. */
    double[] byTime(double[] cells) {
        double[] sums = new double[times.size()];
        for (int i = 0; i < cells.length; i++) {
            sums[i % times.size()] += cells[i];
        }
        return sums;
    }

    /** Counts in these cells as a snapshot has them. */
    Snapshot.Cells counts(long[] coincidence, long[] anticoincidence) {
        return new Snapshot.Cells(
                unit.name().toLowerCase(Locale.ROOT),
                edges(sizes),
                edges(times),
                coincidence.clone(),
                anticoincidence.clone());
    }

    private static double[] edges(Bins bins) {
        return bins.edges().stream().mapToDouble(edge -> edge).toArray();
    }
}
