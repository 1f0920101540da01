package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Steady-state background that was counted before a campaign, in windows without beam: the optional
 * block {@code steady_before} of {@code prediction}. The test of the full model begins with it, and
 * otherwise has to learn from the first events of the campaign.
 *
 * @param windows how many windows of the length of the coincidence window were counted
 * @param byRow selected events by bin of size; where the detector tells recoils by F90, by bin of
 *     size and of F90, F90 running faster
 * @param byTime the same events by bin of time
 */
public record SteadyBefore(double windows, List<Double> byRow, List<Double> byTime) {

    private static final String BLOCK = "steady_before";

    public SteadyBefore {
        byRow = List.copyOf(byRow);
        byTime = List.copyOf(byTime);
    }

    static Optional<SteadyBefore> read(ConfigTree tree, ResponseConfig response) {
        if (!tree.has(BLOCK)) {
            return Optional.empty();
        }
        ConfigTree block = tree.child(BLOCK);
        block.string("source", "");
        int rows = response.sizes().size() * response.f90().map(f -> f.bins().size()).orElse(1);
        double windows = block.number("windows", 1, 1e18);
        List<Double> byRow = counts(block, "by_size_counts", rows);
        List<Double> byTime = counts(block, "by_time_counts", response.times().size());
        if (sum(byRow) != sum(byTime)) {
            block.problem(
                    "by_time_counts",
                    "adds up to "
                            + sum(byTime)
                            + ", expected the same events as by_size_counts, "
                            + sum(byRow));
        }
        return Optional.of(new SteadyBefore(windows, byRow, byTime));
    }

    private static List<Double> counts(ConfigTree block, String key, int bins) {
        List<Double> counts = block.numbers(key);
        if (counts.size() != bins) {
            block.problem(key, counts.size() + " numbers for " + bins + " bins");
            return Collections.nCopies(bins, 0.0);
        }
        if (counts.stream().anyMatch(n -> !(n >= 0)) || !(sum(counts) > 0)) {
            block.problem(key, "expected counts of 0 or more, and one event at least");
        }
        return counts;
    }

    /** Events of each cell, row by row: the same course in time for every size. */
    public double[] cells() {
        int times = byTime.size();
        double[] cells = new double[byRow.size() * times];
        double all = sum(byTime);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = byRow.get(i / times) * byTime.get(i % times) / all;
        }
        return cells;
    }

    private static double sum(List<Double> counts) {
        return counts.stream().mapToDouble(Double::doubleValue).sum();
    }
}
