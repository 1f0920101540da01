package cevns.analysis.statistics;

import java.util.List;

/**
 * Where a fit ended.
 *
 * @param parameters the parameters, in the order of the values
 * @param values their best values
 * @param chi2 saturated Poisson χ² at them, pulls included
 */
public record FitResult(List<Parameter> parameters, double[] values, double chi2) {

    public FitResult {
        parameters = List.copyOf(parameters);
        values = values.clone();
    }

    /** A copy of the values. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * Best value of one parameter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double value(String name) {
        for (int i = 0; i < values.length; i++) {
            if (parameters.get(i).name().equals(name)) {
                return values[i];
            }
        }
        throw new IllegalArgumentException("no parameter " + name);
    }
}
