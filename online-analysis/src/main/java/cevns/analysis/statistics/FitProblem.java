package cevns.analysis.statistics;

import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * A likelihood as a sum of squares: one signed root for each cell with counts, one for all empty
 * cells together (their χ² is 2 Σ μ), one for each pull. Together the empty cells are nearly
 * linear, one by one they would slow the search down.
 */
final class FitProblem {

    /**
     * Least expectation of a cell, so that a shape that reaches zero costs much, not everything.
     */
    private static final double FLOOR = 1e-9;

    private static final int MAX_STEPS = 1000;

    private final ExpectedCounts model;
    private final List<Parameter> parameters;
    private final double[] counts;
    private final int filled;
    private final int pulls;
    private final double[] mu;
    private final double[][] slopes;

    FitProblem(ExpectedCounts model, List<Parameter> parameters, double[] counts) {
        this.model = model;
        this.parameters = parameters;
        this.counts = counts.clone();
        int n = 0;
        for (double count : counts) {
            if (!(count >= 0) || Double.isInfinite(count)) {
                throw new IllegalArgumentException("a cell with " + count + " counts");
            }
            n += count > 0 ? 1 : 0;
        }
        filled = n;
        pulls = (int) parameters.stream().filter(Parameter::hasPull).count();
        mu = new double[counts.length];
        slopes = new double[counts.length][parameters.size()];
    }

    double chi2(double[] values) {
        evaluate(values);
        double sum = PoissonDeviance.chi2(counts, mu);
        for (int k = 0; k < values.length; k++) {
            double pull = parameters.get(k).pull(values[k]);
            sum += pull * pull;
        }
        return sum;
    }

    /** dχ²/dθ at given values. */
    double[] gradient(double[] values) {
        evaluate(values);
        double[] gradient = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            for (int i = 0; i < counts.length; i++) {
                gradient[k] += 2 * (1 - counts[i] / mu[i]) * slopes[i][k];
            }
            Parameter parameter = parameters.get(k);
            if (parameter.hasPull()) {
                gradient[k] += 2 * parameter.pull(values[k]) / parameter.sigma();
            }
        }
        return gradient;
    }

    /** The minimum over the parameters that are not held, within the bounds. */
    double[] minimum(double[] start, boolean[] held) {
        int[] free = free(held);
        if (free.length == 0) {
            return start.clone();
        }
        Trial trial = new Trial(start, free);
        LeastSquaresProblem squares =
                LeastSquaresFactory.create(
                        trial::value,
                        new ArrayRealVector(filled + 1 + pulls),
                        trial.project(new ArrayRealVector(pick(start, free))),
                        null,
                        null,
                        MAX_STEPS,
                        MAX_STEPS,
                        false,
                        trial::project);
        try {
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-13)
                    .withParameterRelativeTolerance(1e-11)
                    .withOrthoTolerance(1e-13)
                    .optimize(squares);
        } catch (MathIllegalStateException e) {
            // It asks for a looser tolerance when a step no longer changes the last digits, or has
            // used up its steps: the best point of all is then as good as it gets.
            return trial.best();
        }
        return trial.best();
    }

    private int[] free(boolean[] held) {
        int n = 0;
        int[] all = new int[held.length];
        for (int k = 0; k < held.length; k++) {
            if (!held[k]) {
                all[n++] = k;
            }
        }
        return java.util.Arrays.copyOf(all, n);
    }

    private static double[] pick(double[] values, int[] which) {
        double[] picked = new double[which.length];
        for (int k = 0; k < which.length; k++) {
            picked[k] = values[which[k]];
        }
        return picked;
    }

    private void evaluate(double[] values) {
        model.evaluate(values, mu, slopes);
        for (int i = 0; i < mu.length; i++) {
            mu[i] = StrictMath.max(mu[i], FLOOR);
        }
    }

    /** One search: which parameters move, and the best point that was tried. */
    private final class Trial {

        private final double[] values;
        private final int[] free;
        private double[] best;
        private double least = Double.POSITIVE_INFINITY;

        Trial(double[] start, int[] free) {
            this.values = start.clone();
            this.free = free;
            this.best = start.clone();
        }

        double[] best() {
            return best;
        }

        RealVector project(RealVector point) {
            for (int k = 0; k < free.length; k++) {
                Parameter p = parameters.get(free[k]);
                point.setEntry(
                        k, StrictMath.max(p.low(), StrictMath.min(p.high(), point.getEntry(k))));
            }
            return point;
        }

        Pair<RealVector, RealMatrix> value(RealVector point) {
            for (int k = 0; k < free.length; k++) {
                values[free[k]] = point.getEntry(k);
            }
            evaluate(values);
            double[] roots = new double[filled + 1 + pulls];
            double[][] jacobian = new double[roots.length][free.length];
            fillCells(roots, jacobian);
            fillPulls(roots, jacobian);
            double sum = 0;
            for (double root : roots) {
                sum += root * root;
            }
            if (sum < least) {
                least = sum;
                best = values.clone();
            }
            return new Pair<>(
                    new ArrayRealVector(roots, false), new Array2DRowRealMatrix(jacobian, false));
        }

        private void fillCells(double[] roots, double[][] jacobian) {
            double empty = 0;
            int row = 0;
            for (int i = 0; i < counts.length; i++) {
                double slope = counts[i] == 0 ? 1 : PoissonDeviance.slope(counts[i], mu[i]);
                int at = counts[i] == 0 ? filled : row;
                for (int k = 0; k < free.length; k++) {
                    jacobian[at][k] += slope * slopes[i][free[k]];
                }
                if (counts[i] == 0) {
                    empty += mu[i];
                } else {
                    roots[row++] = PoissonDeviance.root(counts[i], mu[i]);
                }
            }
            if (empty > 0) {
                roots[filled] = StrictMath.sqrt(2 * empty);
                for (int k = 0; k < free.length; k++) {
                    jacobian[filled][k] /= roots[filled];
                }
            }
        }

        private void fillPulls(double[] roots, double[][] jacobian) {
            int row = filled + 1;
            int k = 0;
            for (int p = 0; p < parameters.size(); p++) {
                Parameter parameter = parameters.get(p);
                boolean moves = k < free.length && free[k] == p;
                if (parameter.hasPull()) {
                    roots[row] = parameter.pull(values[p]);
                    if (moves) {
                        jacobian[row][k] = 1 / parameter.sigma();
                    }
                    row++;
                }
                k += moves ? 1 : 0;
            }
        }
    }
}
