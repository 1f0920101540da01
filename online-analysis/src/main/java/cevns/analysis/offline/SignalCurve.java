package cevns.analysis.offline;

import cevns.analysis.prediction.PredictionConfig;

/**
 * The expected signal as a function of one parameter. The counts of each cell are a polynomial in
 * it, so that predictions at degree + 1 values give all others: by barycentric interpolation at
 * Chebyshev points (J.-P. Berrut and L. N. Trefethen, SIAM Rev. 46 (2004) 501, eq. 4.2 and 5.4),
 * which adds no error of its own.
 */
final class SignalCurve {

    private final double[] nodes;
    private final double[] weights;
    private final SignalModel.Expected[] expected;

    /**
     * @param low begin of the range of the parameter
     * @param high its end
     */
    SignalCurve(ParameterModel model, SignalModel signal, double low, double high) {
        PredictionConfig config = signal.config();
        int degree = model.degree();
        nodes = new double[degree + 1];
        weights = new double[degree + 1];
        expected = new SignalModel.Expected[degree + 1];
        for (int j = 0; j <= degree; j++) {
            double cosine = StrictMath.cos(StrictMath.PI * j / degree);
            nodes[j] = (low + high) / 2 - (high - low) / 2 * cosine;
            weights[j] = (j % 2 == 0 ? 1 : -1) * (j == 0 || j == degree ? 0.5 : 1);
            expected[j] = signal.at(model.at(nodes[j], config));
        }
    }

    /** Events in all cells. */
    double events(double value) {
        double[] shares = shares(value);
        double sum = 0;
        for (int j = 0; j < nodes.length; j++) {
            sum += shares[j] * expected[j].events();
        }
        return sum;
    }

    /** Counts of each cell, undisturbed and disturbed, as {@link SignalModel.Expected} has them. */
    double[][] shapes(double value) {
        double[] shares = shares(value);
        double[][] all = new double[expected[0].shapes().length][expected[0].shapes()[0].length];
        for (int k = 0; k < all.length; k++) {
            for (int j = 0; j < nodes.length; j++) {
                double[] at = expected[j].shapes()[k];
                for (int i = 0; i < at.length; i++) {
                    all[k][i] += shares[j] * at[i];
                }
            }
        }
        return all;
    }

    /** How much of each node is in the value. */
    private double[] shares(double value) {
        double[] shares = new double[nodes.length];
        double sum = 0;
        for (int j = 0; j < nodes.length; j++) {
            if (value == nodes[j]) {
                shares = new double[nodes.length];
                shares[j] = 1;
                return shares;
            }
            shares[j] = weights[j] / (value - nodes[j]);
            sum += shares[j];
        }
        for (int j = 0; j < nodes.length; j++) {
            shares[j] /= sum;
        }
        return shares;
    }
}
