package cevns.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

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

    /** Differences of χ² below this are the fit's rounding, no dip. */
    private static final double FLAT = 1e-9;

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
        // The minimum is a sample too, so that a narrow one is not stepped over.
        double inside = StrictMath.max(low, StrictMath.min(high, best));
        return of(profile, sampled(profile, grid(low, high, steps)), List.of(inside));
    }

    /**
     * Samples a profile and searches for its minima, all of them: from every sample that is lower
     * than its neighbours, so that no sliver between samples is lost.
     *
     * @param profile χ² minimised over everything else
     * @param low begin of the range
     * @param high its end, above {@code low}
     * @param steps number of stretches between samples, 2 or more
     */
    public static ProfileScan searched(
            DoubleUnaryOperator profile, double low, double high, int steps) {
        double[] at = grid(low, high, steps);
        TreeMap<Double, Double> samples = sampled(profile, at);
        List<Double> minima = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            double before = at[StrictMath.max(0, i - 1)];
            double after = at[StrictMath.min(at.length - 1, i + 1)];
            if (isDip(samples.get(before), samples.get(at[i]), samples.get(after))) {
                minima.add(minimum(profile, before, after));
            }
        }
        return of(profile, samples, minima);
    }

    private static boolean isDip(double before, double here, double after) {
        return here <= before && here <= after && StrictMath.max(before, after) - here > FLAT;
    }

    private static double minimum(DoubleUnaryOperator profile, double low, double high) {
        return new BrentOptimizer(1e-9, 1e-7 * (high - low))
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        new UnivariateObjectiveFunction(profile::applyAsDouble),
                        GoalType.MINIMIZE,
                        new SearchInterval(low, high))
                .getPoint();
    }

    private static double[] grid(double low, double high, int steps) {
        if (!(low < high) || steps < 2) {
            throw new IllegalArgumentException(
                    "range [" + low + ", " + high + "] in " + steps + " steps");
        }
        double[] at = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            at[i] = i == steps ? high : low + (high - low) * i / steps;
        }
        return at;
    }

    private static TreeMap<Double, Double> sampled(DoubleUnaryOperator profile, double[] at) {
        TreeMap<Double, Double> samples = new TreeMap<>();
        for (double each : at) {
            samples.put(each, profile.applyAsDouble(each));
        }
        return samples;
    }

    private static ProfileScan of(
            DoubleUnaryOperator profile, TreeMap<Double, Double> samples, List<Double> further) {
        further.forEach(each -> samples.computeIfAbsent(each, profile::applyAsDouble));
        double[] at = new double[samples.size()];
        double[] chi2 = new double[at.length];
        int i = 0;
        int least = 0;
        for (Map.Entry<Double, Double> sample : samples.entrySet()) {
            at[i] = sample.getKey();
            chi2[i] = sample.getValue();
            least = chi2[i] < chi2[least] ? i : least;
            i++;
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
