package cevns.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * Confidence regions of one parameter from its χ² profile. The profile is sampled over the whole
 * range before any crossing is refined, because where amplitudes cancel the region can be
 * disconnected.
 *
 * @param at sampled values of the parameter, rising, the best one among them
 * @param chi2 profile at them
 * @param best where it is least
 * @param least χ² there
 * @param profile the profile itself
 */
public record ProfileScan(
        double[] at, double[] chi2, double best, double least, DoubleUnaryOperator profile) {

    /** Δχ² of 68.27 % for one parameter. */
    public static final double ONE_SIGMA = 1;

    /** Δχ² of 90 % for one parameter. */
    public static final double NINETY = 2.705543454095414;

    private static final int MAX_EVALUATIONS = 200;

    /**
     * Samples a profile.
     *
     * @param profile χ² minimised over everything else
     * @param low begin of the range
     * @param high its end, above {@code low}
     * @param steps number of stretches between samples, 2 or more
     * @param best the minimum as a fit found it, within the range
     */
    public static ProfileScan of(
            DoubleUnaryOperator profile, double low, double high, int steps, double best) {
        if (!(low < high) || steps < 2) {
            throw new IllegalArgumentException(
                    "range [" + low + ", " + high + "] in " + steps + " steps");
        }
        double[] at = new double[steps + 2];
        for (int i = 0; i <= steps; i++) {
            at[i] = low + (high - low) * i / steps;
        }
        // The minimum is a sample too, so that a narrow one is not stepped over.
        at[steps + 1] = StrictMath.max(low, StrictMath.min(high, best));
        Arrays.sort(at);
        double[] chi2 = new double[at.length];
        int least = 0;
        for (int i = 0; i < at.length; i++) {
            chi2[i] = profile.applyAsDouble(at[i]);
            least = chi2[i] < chi2[least] ? i : least;
        }
        return new ProfileScan(at, chi2, at[least], chi2[least], profile);
    }

    /**
     * The stretches where χ² is at most {@code level} above its minimum, rising. A stretch that
     * reaches the end of the range ends there.
     */
    public List<Interval> intervals(double level) {
        List<Interval> found = new ArrayList<>();
        double start = Double.NaN;
        for (int i = 0; i < at.length; i++) {
            boolean in = chi2[i] - least <= level;
            if (in && Double.isNaN(start)) {
                start = i == 0 ? at[0] : crossing(i, level);
            } else if (!in && !Double.isNaN(start)) {
                found.add(new Interval(start, crossing(i, level)));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start)) {
            found.add(new Interval(start, at[at.length - 1]));
        }
        return found;
    }

    /**
     * The stretch that holds the minimum.
     *
     * @param level Δχ² of the wanted confidence
     */
    public Interval interval(double level) {
        for (Interval interval : intervals(level)) {
            if (interval.contains(best)) {
                return interval;
            }
        }
        throw new IllegalStateException("the minimum " + best + " lies in no interval");
    }

    /** Where the profile crosses the level between sample {@code i} and the one before. */
    private double crossing(int i, double level) {
        double width = at[i] - at[i - 1];
        return new BracketingNthOrderBrentSolver(1e-7 * width, 5)
                .solve(
                        MAX_EVALUATIONS,
                        x -> profile.applyAsDouble(x) - least - level,
                        at[i - 1],
                        at[i]);
    }
}
