package cevns.analysis.offline;

import cevns.analysis.statistics.Draws;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.ToyIntervals;

/** How the data judge the values of one parameter: with all cells, or all of them as one. */
interface Measurement {

    /** χ² at a value, minimal in everything else. */
    double chi2(double value);

    /**
     * Pseudo-experiments.
     *
     * @param at values of the parameter
     */
    ToyIntervals.Experiment experiment(double[] at);

    /** The profile over the range of the parameter. */
    default ProfileScan scan(ModelParameter parameter) {
        return ProfileScan.searched(
                this::chi2, parameter.low(), parameter.high(), parameter.steps());
    }

    /** Intervals by pseudo-experiments. */
    default ToyIntervals toys(ModelParameter parameter, Toys toys, Draws draws) {
        double[] at = parameter.values(toys.steps());
        double[] observed = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            observed[i] = chi2(at[i]);
        }
        return ToyIntervals.of(at, observed, experiment(at), toys.number(), draws);
    }
}
