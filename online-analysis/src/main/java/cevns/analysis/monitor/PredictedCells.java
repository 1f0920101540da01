package cevns.analysis.monitor;

import cevns.analysis.prediction.Bins;
import cevns.analysis.prediction.F90Response;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.ResponseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The prediction for one proton in the cells of a snapshot: those of the detector's file, of which
 * neighbours are joined where they are too many for a line of the log.
 *
 * <p>Where the detector tells recoils by F90, a row of cells stands for a bin of size and one of
 * F90, F90 running faster; else for a bin of size.
 *
 * @param response what sizes are counted in, and how they are measured
 * @param sizes bins of size
 * @param f90 bins of F90; one of everything where the detector has none
 * @param times bins of time since the beam reference [µs]
 * @param perProton expected signal of each cell, row by row [1/proton]
 * @param backgrounds of the beam
 * @param steadyBefore steady-state background that was counted before
 */
record PredictedCells(
        ResponseConfig response,
        Bins sizes,
        Bins f90,
        Bins times,
        double[] perProton,
        List<Background> backgrounds,
        Optional<Steady> steadyBefore) {

    /**
     * Steady-state background that was counted.
     *
     * @param windows of the length of the coincidence window
     * @param counts events of each cell, in the order of the signal
     */
    record Steady(double windows, double[] counts) {}

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

    /** Any F90, of a detector that does not tell recoils by it. */
    private static final Bins ANY = Bins.equal(1, 0, 1);

    static PredictedCells of(Prediction prediction) {
        ResponseConfig response = prediction.config().response();
        int joinedSizes = joined(response.sizes(), MOST_SIZES);
        int joinedTimes = joined(response.times(), MOST_TIMES);
        Bins sizes = every(joinedSizes, response.sizes());
        Bins times = every(joinedTimes, response.times());
        Bins f90 = response.f90().map(F90Response::bins).orElse(ANY);
        Joins joins =
                new Joins(
                        joinedSizes,
                        f90.size(),
                        joinedTimes,
                        response.times().size(),
                        sizes.size() * f90.size() * times.size(),
                        times.size());
        List<Background> backgrounds = new ArrayList<>();
        for (Prediction.BackgroundPart part : prediction.backgrounds()) {
            backgrounds.add(
                    new Background(
                            part.name(),
                            part.uncertainty(),
                            joined(prediction.withF90(part.cells()), joins)));
        }
        return new PredictedCells(
                response,
                sizes,
                f90,
                times,
                joined(prediction.template(), joins),
                List.copyOf(backgrounds),
                prediction
                        .config()
                        .live()
                        .steadyBefore()
                        .map(s -> new Steady(s.windows(), joined(s.cells(), joins))));
    }

    /** How fine cells are joined: neighbours in size and in time. */
    private record Joins(
            int sizes, int f90Bins, int times, int fineTimes, int cells, int coarseTimes) {

        private int cell(int fine) {
            int row = fine / fineTimes;
            int joinedRow = row / f90Bins / sizes * f90Bins + row % f90Bins;
            return joinedRow * coarseTimes + fine % fineTimes / times;
        }
    }

    private static double[] joined(double[] fine, Joins joins) {
        double[] cells = new double[joins.cells];
        for (int i = 0; i < fine.length; i++) {
            cells[joins.cell(i)] += fine[i];
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
        int size = sizes.of(response.size(event.chargePe(), event.energyKev()));
        int shape = response.f90().isPresent() ? f90.of(event.f90()) : 0;
        int time = times.of(event.timeUs());
        return size < 0 || shape < 0 || time < 0
                ? -1
                : (size * f90.size() + shape) * times.size() + time;
    }

    /** Rows of cells, each with all bins of time. */
    int rows() {
        return sizes.size() * f90.size();
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

    /** Sums over F90 and the times, one for each bin of size. */
    double[] bySize(double[] cells) {
        double[] sums = new double[sizes.size()];
        for (int i = 0; i < cells.length; i++) {
            sums[i / (f90.size() * times.size())] += cells[i];
        }
        return sums;
    }

    /** Sums over the rows, one for each bin of time. */
    double[] byTime(double[] cells) {
        double[] sums = new double[times.size()];
        for (int i = 0; i < cells.length; i++) {
            sums[i % times.size()] += cells[i];
        }
        return sums;
    }

    /** Counts in these cells as a snapshot has them: by size and time. */
    CountedCells counts(long[] coincidence, long[] anticoincidence) {
        return new CountedCells(
                response.unit().name().toLowerCase(Locale.ROOT),
                edges(sizes),
                edges(times),
                overF90(coincidence),
                overF90(anticoincidence));
    }

    private long[] overF90(long[] counts) {
        long[] sums = new long[sizes.size() * times.size()];
        for (int i = 0; i < counts.length; i++) {
            int size = i / (f90.size() * times.size());
            sums[size * times.size() + i % times.size()] += counts[i];
        }
        return sums;
    }

    private static double[] edges(Bins bins) {
        return bins.edges().stream().mapToDouble(edge -> edge).toArray();
    }
}
