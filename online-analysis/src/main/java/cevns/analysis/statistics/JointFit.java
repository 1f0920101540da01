package cevns.analysis.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Signal events from C and AC together, by size and time (statistics.md §3, "C+AC joint profile"):
 *
 * <pre>
 *   C[i,j]  ~ Poisson(s·S[i,j] + Σ_k x_k·B_k[i,j] + α·b_i·τ_j)
 *   AC[i,j] ~ Poisson(b_i·τ_j),    τ falls as exp(−κt), its first bin times φ
 * </pre>
 *
 * The steady state is measured, not known: each size has a rate b of its own, shared by both
 * windows, and κ is free; whether φ is free or 1 is for {@link SteadyTime} to say. Backgrounds of
 * the beam keep their shape, their number is held to what is expected by a Gaussian pull. For given
 * s, x, κ and φ the best b of a size is the root of one falling function, so that only those are
 * searched: by Fisher scoring with the b profiled out. Counts need not be whole, so that expected
 * data are fitted with the method of the observed ones.
 */
public final class JointFit {

    private static final double STEEPEST = 5;
    private static final double LEAST_FIRST = 1e-3;
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double GAIN = 1e-7;

    /** Of the last of Newton's steps, in standard deviations; what is left is its square. */
    private static final double PRECISION = 1e-3;

    private static final double LEAST_STEP = 0.5;
    private static final int MOST_CROSSING_STEPS = 60;

    private final JointCells cells;
    private final List<Pull> backgrounds;
    private final boolean isFirstFree;
    private final int firstBin;
    private final Point best;
    private final double[] tangent;
    private final Point withoutSignal;

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
     * @param values s, then the factors x, κ times the range of times, φ
     * @param chi2 −2 ln L there, the constants left out, with pulls
     * @param slope its derivative with respect to s, all the others at their best
     */
    private record Point(double[] values, double chi2, double slope) {}

    /**
     * @param coincidence counts C, bin of size by bin of size
     * @param anticoincidence counts AC in the same order
     * @param alpha live time of C over that of AC, above 0
     * @param times edges of the bins of time
     * @param signal shape of the signal in the same cells; its sum must be above 0
     * @param backgrounds of the beam, none or more
     * @param steady what the steady state does in time
     */
    public JointFit(
            double[] coincidence,
            double[] anticoincidence,
            double alpha,
            double[] times,
            double[] signal,
            List<Pull> backgrounds,
            SteadyTime steady) {
        this.backgrounds = List.copyOf(backgrounds);
        double[][] beam = new double[1 + backgrounds.size()][];
        beam[0] = normalised(signal);
        for (int k = 0; k < backgrounds.size(); k++) {
            beam[1 + k] = backgrounds.get(k).expected().clone();
        }
        cells = new JointCells(coincidence, anticoincidence, alpha, times, beam);
        isFirstFree = steady == SteadyTime.EXPONENTIAL_AFTER_FIRST_BIN && times.length > 3;
        firstBin = beam.length + 1;
        double[] start = new double[firstBin + 1];
        Arrays.fill(start, 1, beam.length, 1);
        start[firstBin] = 1;
        double excess = cells.coincidence() - alpha * cells.anticoincidence();
        for (Pull background : backgrounds) {
            excess -= sum(background.expected());
        }
        start[0] = StrictMath.max(0.5, excess);
        best = search(start, false);
        tangent = tangent();
        withoutSignal = at(0);
    }

    private JointFit(JointFit of, JointCells expected, double[] truth) {
        cells = expected;
        backgrounds = of.backgrounds;
        isFirstFree = of.isFirstFree;
        firstBin = of.firstBin;
        best = new Point(truth, chi2(truth), 0); // expected data fit best where they come from
        tangent = tangent();
        withoutSignal = at(0);
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
        return distance(withoutSignal);
    }

    /** The signal events whose profile is at most {@code level} above its minimum. */
    public Interval interval(double level) {
        double signal = best.values()[0];
        double reach = StrictMath.max(LEAST_STEP, StrictMath.sqrt(level * tangent[0]));
        double distance = StrictMath.sqrt(level);
        boolean reachesZero = signal == 0 || significance() <= distance;
        double low = reachesZero ? 0 : crossing(distance, StrictMath.max(0, signal - reach), 0);
        return new Interval(low, crossing(distance, signal + reach, Double.POSITIVE_INFINITY));
    }

    /**
     * Where the profile is so far from its minimum: by Newton's steps on √Δχ², which is nearly a
     * straight line, inside a bracket from the minimum outwards.
     */
    private double crossing(double distance, double guess, double outermost) {
        double precision = PRECISION * StrictMath.sqrt(tangent[0]);
        double inside = best.values()[0];
        double outside = outermost;
        double signal = guess;
        for (int step = 0; step < MOST_CROSSING_STEPS; step++) {
            Point point = at(signal);
            double off = distance(point) - distance;
            if (off > 0) {
                outside = signal;
            } else {
                inside = signal;
            }
            double next = signal - off * 2 * (off + distance) / point.slope();
            double low = StrictMath.min(inside, outside);
            double high = StrictMath.max(inside, outside);
            if (!(next > low && next < high)) {
                next = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low + LEAST_STEP;
            }
            if (StrictMath.abs(next - signal) <= precision) {
                return next;
            }
            signal = next;
        }
        return signal;
    }

    /** √Δχ² of a point. */
    private double distance(Point point) {
        return StrictMath.sqrt(StrictMath.max(0, point.chi2() - best.chi2()));
    }

    /**
     * √Δχ² that this fit is expected to give: of C and AC as they would be with the fitted steady
     * state, the backgrounds as expected and so many signal events.
     */
    public double expectedSignificance(double signalEvents) {
        double[] values = best.values().clone();
        values[0] = signalEvents;
        Arrays.fill(values, 1, firstBin - 1, 1);
        cells.evaluate(best.values());
        JointFit expected = new JointFit(this, cells.expected(values), values);
        return expected.significance();
    }

    /** The profile at so many signal events, looked for along the tangent at the minimum. */
    private Point at(double signalEvents) {
        double[] values = best.values().clone();
        double away = (signalEvents - values[0]) / tangent[0];
        for (int k = 1; k < values.length; k++) {
            values[k] = bounded(k, values[k] + away * tangent[k]);
        }
        values[0] = signalEvents;
        return search(values, true);
    }

    /**
     * Covariances of s with itself and all the others at the minimum, as the curvature has them.
     */
    private double[] tangent() {
        int n = best.values().length;
        double[] gradient = new double[n];
        double[][] fisher = new double[n][n];
        cells.evaluate(best.values());
        curvature(best.values(), gradient, fisher);
        for (int k = 1; k < n; k++) {
            if (isHeld(k, best.values()[k], gradient[k])) {
                hold(k, gradient, fisher);
            }
        }
        double[] unit = new double[n];
        unit[0] = 2;
        double[] covariances = SmallSystem.solve(fisher, unit);
        if (!(covariances[0] > 0)) {
            covariances = new double[n];
            covariances[0] = 1; // nothing is known about the signal: any step will do
        }
        return covariances;
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
        Point at = new Point(from, chi2(from), 0);
        int n = from.length;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[n];
            double[][] fisher = new double[n][n];
            curvature(at.values(), gradient, fisher);
            double slope = gradient[0];
            for (int k = 0; k < n; k++) {
                if (k == 0 && signalHeld || isHeld(k, at.values()[k], gradient[k])) {
                    hold(k, gradient, fisher);
                }
            }
            double[] move = SmallSystem.solve(fisher, gradient);
            double promised = 0;
            for (int k = 0; k < n; k++) {
                promised += move[k] * gradient[k] / 2;
            }
            Point next = promised > GAIN ? lower(at, move) : at;
            if (next == at) {
                return new Point(at.values(), at.chi2(), slope);
            }
            at = next;
        }
        return at;
    }

    /** The first point on the way back from a move that is lower; where it came from if none is. */
    private Point lower(Point from, double[] move) {
        double scale = 1;
        for (int half = 0; half < MOST_HALVINGS; half++) {
            double[] trial = new double[move.length];
            for (int k = 0; k < trial.length; k++) {
                trial[k] = bounded(k, from.values()[k] - scale * move[k]);
            }
            double chi2 = chi2(trial);
            if (chi2 < from.chi2()) {
                return new Point(trial, chi2, 0);
            }
            scale /= 2;
        }
        return from;
    }

    private static void hold(int k, double[] gradient, double[][] fisher) {
        gradient[k] = 0;
        for (int i = 0; i < gradient.length; i++) {
            fisher[i][k] = 0;
            fisher[k][i] = 0;
        }
        fisher[k][k] = 1;
    }

    /** True for a value that stays where it is: at the end of its range, or φ if it is not free. */
    private boolean isHeld(int k, double value, double gradient) {
        return k == firstBin && !isFirstFree
                || value <= least(k) && gradient > 0
                || value >= most(k) && gradient < 0;
    }

    private double bounded(int k, double value) {
        return StrictMath.max(least(k), StrictMath.min(most(k), value));
    }

    private double least(int k) {
        if (k == firstBin) {
            return LEAST_FIRST;
        }
        return k == firstBin - 1 ? -STEEPEST : 0;
    }

    private double most(int k) {
        return k == firstBin - 1 ? STEEPEST : Double.POSITIVE_INFINITY;
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
