package cevns.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * Signal events from C and AC together, by size and time (statistics.md §3, "C+AC joint profile"):
 *
 * <pre>
 *   C[i,j]  ~ Poisson(s·S[i,j] + Σ_k x_k·B_k[i,j] + α·b_i·τ_j)
 *   AC[i,j] ~ Poisson(b_i·τ_j),    τ falls as exp(−κt)
 * </pre>
 *
 * The steady state is measured, not known: each size has a rate b of its own, shared by both
 * windows, and κ is free. Backgrounds of the beam keep their shape, their number is held to what is
 * expected by a Gaussian pull. For given s, x and κ the best b of a size is the root of one falling
 * function, so that only s, x and κ are searched: by Fisher scoring with the b profiled out. Counts
 * need not be whole, so that expected data are fitted with the method of the observed ones.
 */
public final class JointFit {

    private static final double STEEPEST = 5;
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double GAIN = 1e-9;
    private static final double PRECISION = 1e-4;
    private static final double LEAST_STEP = 0.5;
    private static final int MOST_EVALUATIONS = 100;

    private final JointCells cells;
    private final List<Pull> backgrounds;
    private final double[] start;
    private final Point best;

    /**
     * A background of the beam.
     *
     * @param expected events in each cell
     * @param sigma relative uncertainty of their number, above 0
     */
    public record Pull(double[] expected, double sigma) {}

    /**
     * A point of the search.
     *
     * @param values s, then the factors x, then κ times the range of times
     * @param chi2 −2 ln L there, the constants left out, with pulls
     */
    private record Point(double[] values, double chi2) {}

    /**
     * @param coincidence counts C, bin of size by bin of size
     * @param anticoincidence counts AC in the same order
     * @param alpha live time of C over that of AC, above 0
     * @param times edges of the bins of time
     * @param signal shape of the signal in the same cells; its sum must be above 0
     * @param backgrounds of the beam, none or more
     */
    public JointFit(
            double[] coincidence,
            double[] anticoincidence,
            double alpha,
            double[] times,
            double[] signal,
            List<Pull> backgrounds) {
        this.backgrounds = List.copyOf(backgrounds);
        double[][] beam = new double[1 + backgrounds.size()][];
        beam[0] = normalised(signal);
        for (int k = 0; k < backgrounds.size(); k++) {
            beam[1 + k] = backgrounds.get(k).expected().clone();
        }
        cells = new JointCells(coincidence, anticoincidence, alpha, times, beam);
        start = new double[beam.length + 1];
        Arrays.fill(start, 1, beam.length, 1);
        double excess = cells.coincidence() - alpha * cells.anticoincidence();
        for (Pull background : backgrounds) {
            excess -= sum(background.expected());
        }
        start[0] = StrictMath.max(0.5, excess);
        best = search(start, false);
    }

    /** Signal events s at the minimum. */
    public double signal() {
        return best.values()[0];
    }

    /** Fitted events of a background, by its place in the list. */
    public double background(int k) {
        return best.values()[1 + k] * sum(backgrounds.get(k).expected());
    }

    /** Fitted steady-state events in C, α·Σb. */
    public double steady() {
        cells.evaluate(best.values());
        return cells.steadyInCoincidence();
    }

    /** How far the absence of the signal is rejected, √Δχ²; 0 where it fits best. */
    public double significance() {
        return StrictMath.sqrt(StrictMath.max(0, at(0) - best.chi2()));
    }

    /** The signal events whose profile is at most {@code level} above its minimum. */
    public Interval interval(double level) {
        double signal = best.values()[0];
        double step = StrictMath.max(LEAST_STEP, sigma());
        double low = signal;
        double inside = signal;
        for (double reach = step; low > 0 && isWithin(low, level); reach *= 2) {
            inside = low;
            low = StrictMath.max(0, signal - reach);
        }
        double from = isWithin(low, level) ? 0 : crossing(low, inside, level);
        double high = signal;
        for (double reach = step; isWithin(high, level); reach *= 2) {
            inside = high;
            high = signal + reach;
        }
        return new Interval(from, crossing(StrictMath.max(signal, inside), high, level));
    }

    private boolean isWithin(double signalEvents, double level) {
        return at(signalEvents) - best.chi2() <= level;
    }

    /**
     * √Δχ² that this fit is expected to give: of C and AC as they would be with the fitted steady
     * state, the backgrounds as expected and so many signal events.
     */
    public double expectedSignificance(double signalEvents) {
        double[] values = best.values().clone();
        values[0] = signalEvents;
        Arrays.fill(values, 1, values.length - 1, 1);
        cells.evaluate(best.values());
        JointFit expected = new JointFit(this, cells.expected(values), values);
        return expected.significance();
    }

    private JointFit(JointFit of, JointCells expected, double[] truth) {
        cells = expected;
        backgrounds = of.backgrounds;
        start = truth;
        best = new Point(truth, chi2(truth)); // expected data fit perfectly where they come from
    }

    /** The profile at so many signal events. */
    private double at(double signalEvents) {
        double[] values = best.values().clone();
        values[0] = signalEvents;
        return search(values, true).chi2();
    }

    private double crossing(double low, double high, double level) {
        return new BracketingNthOrderBrentSolver(PRECISION * (high - low), 5)
                .solve(MOST_EVALUATIONS, s -> at(s) - best.chi2() - level, low, high);
    }

    /** Standard deviation of s at the minimum as the curvature has it. */
    private double sigma() {
        double[][] fisher = new double[start.length][start.length];
        cells.evaluate(best.values());
        curvature(best.values(), new double[start.length], fisher);
        double[] unit = new double[start.length];
        unit[0] = 1;
        double variance = 2 * SmallSystem.solve(fisher, unit)[0];
        return variance > 0 ? StrictMath.sqrt(variance) : 1;
    }

    private double chi2(double[] values) {
        cells.evaluate(values);
        double sum = cells.chi2();
        for (int k = 0; k < backgrounds.size(); k++) {
            double pull = (values[1 + k] - 1) / backgrounds.get(k).sigma();
            sum += pull * pull;
        }
        return sum;
    }

    private void curvature(double[] values, double[] gradient, double[][] fisher) {
        cells.curvature(values, gradient, fisher);
        for (int k = 0; k < backgrounds.size(); k++) {
            double sigma = backgrounds.get(k).sigma();
            gradient[1 + k] += 2 * (values[1 + k] - 1) / (sigma * sigma);
            fisher[1 + k][1 + k] += 2 / (sigma * sigma);
        }
    }

    private Point search(double[] from, boolean signalHeld) {
        double[] values = from.clone();
        int n = values.length;
        double chi2 = chi2(values);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[n];
            double[][] fisher = new double[n][n];
            curvature(values, gradient, fisher);
            for (int k = 0; k < n; k++) {
                if (k == 0 && signalHeld || isOutward(k, values[k], gradient[k])) {
                    hold(k, gradient, fisher);
                }
            }
            double[] move = SmallSystem.solve(fisher, gradient);
            double[] next = null;
            double lower = chi2;
            double scale = 1;
            for (int half = 0; half < MOST_HALVINGS && next == null; half++) {
                double[] trial = values.clone();
                for (int k = 0; k < n; k++) {
                    trial[k] = bounded(k, values[k] - scale * move[k]);
                }
                double value = chi2(trial);
                if (value < chi2) {
                    next = trial;
                    lower = value;
                }
                scale /= 2;
            }
            if (next == null) {
                break;
            }
            values = next;
            double gain = chi2 - lower;
            chi2 = lower;
            if (gain < GAIN) {
                break;
            }
        }
        return new Point(values, chi2(values));
    }

    private static void hold(int k, double[] gradient, double[][] fisher) {
        gradient[k] = 0;
        for (int i = 0; i < gradient.length; i++) {
            fisher[i][k] = 0;
            fisher[k][i] = 0;
        }
        fisher[k][k] = 1;
    }

    private boolean isOutward(int k, double value, double gradient) {
        boolean isSlope = k == start.length - 1;
        double low = isSlope ? -STEEPEST : 0;
        return value <= low && gradient > 0 || isSlope && value >= STEEPEST && gradient < 0;
    }

    private double bounded(int k, double value) {
        return k == start.length - 1
                ? StrictMath.max(-STEEPEST, StrictMath.min(STEEPEST, value))
                : StrictMath.max(0, value);
    }

    private static double[] normalised(double[] shape) {
        double sum = sum(shape);
        if (!(sum > 0)) {
            throw new IllegalArgumentException("the signal's cells add up to " + sum);
        }
        return Arrays.stream(shape).map(cell -> cell / sum).toArray();
    }

    private static double sum(double[] cells) {
        return Arrays.stream(cells).sum();
    }
}
