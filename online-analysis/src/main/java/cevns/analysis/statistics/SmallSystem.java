package cevns.analysis.statistics;

/** Linear equations of a few unknowns with a positive semidefinite matrix. */
final class SmallSystem {

    /** Part of the diagonal that is added, so that a direction without information stays put. */
    private static final double RIDGE = 1e-12;

    private SmallSystem() {}

    /**
     * Solves {@code matrix · x = right} by Cholesky's decomposition; x is 0 where nothing is known.
     */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] root = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = right[i];
            for (int j = 0; j < i; j++) {
                double inner = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    inner -= root[i][k] * root[j][k];
                }
                root[i][j] = root[j][j] > 0 ? inner / root[j][j] : 0;
                sum -= root[i][j] * x[j];
            }
            double rest = matrix[i][i] * (1 + RIDGE);
            for (int k = 0; k < i; k++) {
                rest -= root[i][k] * root[i][k];
            }
            root[i][i] = rest > RIDGE * matrix[i][i] ? StrictMath.sqrt(rest) : 0;
            x[i] = root[i][i] > 0 ? sum / root[i][i] : 0;
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int j = i + 1; j < n; j++) {
                sum -= root[j][i] * x[j];
            }
            x[i] = root[i][i] > 0 ? sum / root[i][i] : 0;
        }
        return x;
    }
}
