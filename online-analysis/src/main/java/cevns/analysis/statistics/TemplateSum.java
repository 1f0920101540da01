package cevns.analysis.statistics;

import java.util.List;

/**
 * Expected counts as a sum of templates: {@code μ = Σ_k θ_k t_k(ν)}. The parameters are first the
 * counts θ of the templates, in their order, then the nuisances ν of their variations, template by
 * template.
 *
 * <p>Between −1 and 1 a shape follows the parabola through its three known forms, beyond them the
 * tangent, so that it is smooth; where that would make a cell negative the fit's floor holds.
 */
public final class TemplateSum implements ExpectedCounts {

    private final List<Template> templates;
    private final int cells;
    private final int parameters;

    /**
     * @param templates one or more, all with the same number of cells
     */
    public TemplateSum(List<Template> templates) {
        this.templates = List.copyOf(templates);
        cells = templates.get(0).shape().length;
        int count = templates.size();
        for (Template template : templates) {
            if (template.shape().length != cells) {
                throw new IllegalArgumentException(
                        template.name() + ": " + template.shape().length + " cells, not " + cells);
            }
            count += template.variations().size();
        }
        parameters = count;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public void evaluate(double[] values, double[] mu, double[][] slopes) {
        for (int i = 0; i < cells; i++) {
            int nuisance = templates.size();
            mu[i] = 0;
            for (int k = 0; k < templates.size(); k++) {
                Template template = templates.get(k);
                double share = template.shape()[i];
                for (Template.Variation effect : template.variations()) {
                    double nu = values[nuisance];
                    double odd = (effect.up()[i] - effect.down()[i]) / 2;
                    double even = (effect.up()[i] + effect.down()[i]) / 2 - template.shape()[i];
                    share += shift(odd, even, nu);
                    slopes[i][nuisance++] = values[k] * slope(odd, even, nu);
                }
                slopes[i][k] = share;
                mu[i] += values[k] * share;
            }
        }
    }

    private static double shift(double odd, double even, double nu) {
        double bend = StrictMath.abs(nu) <= 1 ? nu * nu : 2 * StrictMath.abs(nu) - 1;
        return odd * nu + even * bend;
    }

    private static double slope(double odd, double even, double nu) {
        double bend = StrictMath.abs(nu) <= 1 ? 2 * nu : 2 * StrictMath.signum(nu);
        return odd + even * bend;
    }
}
