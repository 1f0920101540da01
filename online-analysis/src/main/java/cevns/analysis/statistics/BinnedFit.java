package cevns.analysis.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Binned Poisson likelihood with Gaussian pulls (statistics.md §3):
 *
 * <pre>χ² = 2 Σ [μ − n + n ln(n / μ)] + Σ ((θ − centre) / σ)²</pre>
 *
 * Minimised by Levenberg–Marquardt on the signed roots of its terms, with bounds: what stands at a
 * bound and would go beyond is held there while the others are fitted. Counts need not be whole, so
 * that expected data are fitted with the method of the observed ones.
 */
public final class BinnedFit {

    private static final int ROUNDS = 30;

    private final FitProblem problem;
    private final List<Parameter> parameters;

    /**
     * @param model gives the expected counts
     * @param parameters one for each parameter of the model, in its order
     * @param counts counts of each cell, 0 or more
     * @throws IllegalArgumentException if the numbers of cells or parameters differ
     */
    public BinnedFit(ExpectedCounts model, List<Parameter> parameters, double[] counts) {
        if (model.cells() != counts.length || model.parameters() != parameters.size()) {
            throw new IllegalArgumentException(
                    "model: "
                            + model.cells()
                            + " cells, "
                            + model.parameters()
                            + " parameters;"
                            + " given: "
                            + counts.length
                            + " and "
                            + parameters.size());
        }
        this.parameters = List.copyOf(parameters);
        this.problem = new FitProblem(model, this.parameters, counts);
    }

    /** The minimum with all parameters free. */
    public FitResult best() {
        return best(starts(), new boolean[parameters.size()]);
    }

    /**
     * The same from somewhere near.
     *
     * @param start where the search begins, one value for each parameter, within the bounds
     */
    public FitResult best(double[] start) {
        return best(start.clone(), new boolean[parameters.size()]);
    }

    /**
     * The minimum with one parameter held.
     *
     * @param held index of the parameter
     * @param value where it is held; bounds do not apply to it
     * @param start where the others begin, one value for each parameter
     */
    public FitResult bestWith(int held, double value, double[] start) {
        double[] values = start.clone();
        values[held] = value;
        boolean[] fixed = new boolean[parameters.size()];
        fixed[held] = true;
        return best(values, fixed);
    }

    /** χ² at given values, nothing minimised. */
    public double chi2(double[] values) {
        return problem.chi2(values);
    }

    /**
     * Index of a parameter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int index(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no parameter " + name);
    }

    private FitResult best(double[] start, boolean[] fixed) {
        double[] values = start;
        boolean[] held = fixed.clone();
        for (int round = 0; round < ROUNDS; round++) {
            values = problem.minimum(values, held);
            double[] gradient = problem.gradient(values);
            boolean[] next = fixed.clone();
            for (int i = 0; i < held.length; i++) {
                next[i] |= outward(parameters.get(i), values[i], gradient[i]);
            }
            if (Arrays.equals(next, held)) {
                break;
            }
            held = next;
        }
        return new FitResult(parameters, values, problem.chi2(values));
    }

    /** True for a value at a bound where χ² falls only beyond it. */
    private static boolean outward(Parameter parameter, double value, double gradient) {
        return value <= parameter.low() && gradient > 0
                || value >= parameter.high() && gradient < 0;
    }

    private double[] starts() {
        return parameters.stream().mapToDouble(Parameter::start).toArray();
    }
}
