package cevns.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Intervals of one parameter by pseudo-experiments, for where Δχ² is not distributed as χ²: at
 * boundaries and where amplitudes cancel (G. J. Feldman and R. D. Cousins, Phys. Rev. D 57 (1998)
 * 3873, section V B; with nuisances at their best values, which the pseudo-experiments measure
 * anew).
 *
 * @param at values of the parameter, rising
 * @param critical68 Δχ² that 68.27 % of the pseudo-experiments of each value stay below
 * @param critical90 the same of 90 %
 * @param intervals68 where the data stay below the first, rising
 * @param intervals90 where they stay below the second
 */
public record ToyIntervals(
        double[] at,
        double[] critical68,
        double[] critical90,
        List<Interval> intervals68,
        List<Interval> intervals90) {

    private static final double ONE_SIGMA = 0.6826894921370859;
    private static final double NINETY = 0.9;

    /** Pseudo-experiments of one measurement. */
    @FunctionalInterface
    public interface Experiment {

        /**
         * Draws data where the parameter has value number {@code truth} and gives their χ² at each
         * of the values.
         */
        double[] chi2(int truth, Draws draws);
    }

    /**
     * Draws them and reads off the intervals, between values along straight lines.
     *
     * @param at values of the parameter, rising, two or more
     * @param observed χ² of the data at them
     * @param toys pseudo-experiments for each value, 1 or more
     */
    public static ToyIntervals of(
            double[] at, double[] observed, Experiment experiment, int toys, Draws draws) {
        double least = least(observed);
        double[] critical68 = new double[at.length];
        double[] critical90 = new double[at.length];
        double[] above68 = new double[at.length];
        double[] above90 = new double[at.length];
        for (int k = 0; k < at.length; k++) {
            double[] rises = new double[toys];
            for (int toy = 0; toy < toys; toy++) {
                double[] chi2 = experiment.chi2(k, draws);
                rises[toy] = chi2[k] - least(chi2);
            }
            Arrays.sort(rises);
            critical68[k] = quantile(rises, ONE_SIGMA);
            critical90[k] = quantile(rises, NINETY);
            above68[k] = observed[k] - least - critical68[k];
            above90[k] = observed[k] - least - critical90[k];
        }
        return new ToyIntervals(
                at.clone(), critical68, critical90, notAbove(at, above68), notAbove(at, above90));
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double quantile(double[] sorted, double level) {
        return sorted[(int) StrictMath.ceil(level * sorted.length) - 1];
    }

    /** The stretches where the values are 0 or below. */
    private static List<Interval> notAbove(double[] at, double[] values) {
        List<Interval> found = new ArrayList<>();
        double start = values[0] <= 0 ? at[0] : Double.NaN;
        for (int i = 1; i < at.length; i++) {
            if ((values[i] <= 0) == (values[i - 1] <= 0)) {
                continue;
            }
            double part = values[i - 1] / (values[i - 1] - values[i]);
            double crossing = at[i - 1] + part * (at[i] - at[i - 1]);
            if (values[i] <= 0) {
                start = crossing;
            } else {
                found.add(new Interval(start, crossing));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start)) {
            found.add(new Interval(start, at[at.length - 1]));
        }
        return found;
    }
}
