package cevns.analysis.statistics;

/**
 * The saturated Poisson likelihood ratio of one cell, S. Baker and R. D. Cousins, Nucl. Instrum.
 * Meth. 221 (1984) 437, equation (28): {@code χ² = 2 [μ − n + n ln(n / μ)]}, for an empty cell
 * {@code 2 μ}.
 */
public final class PoissonDeviance {

    /** Below this relative distance the series is closer than the logarithm. */
    private static final double NEAR = 1e-3;

    private PoissonDeviance() {}

    /** χ² of one cell with {@code n ≥ 0} counts where {@code mu > 0} are expected. */
    public static double chi2(double n, double mu) {
        double root = root(n, mu);
        return root * root;
    }

    /** Sum of {@link #chi2} over all cells. */
    public static double chi2(double[] n, double[] mu) {
        double sum = 0;
        for (int i = 0; i < n.length; i++) {
            sum += chi2(n[i], mu[i]);
        }
        return sum;
    }

    /** √χ² with the sign of {@code mu − n}: smooth in {@code mu}, also where they are equal. */
    static double root(double n, double mu) {
        if (n == 0) {
            return StrictMath.sqrt(2 * mu);
        }
        double x = (mu - n) / n;
        if (StrictMath.abs(x) < NEAR) {
            return StrictMath.sqrt(n) * x * shrink(x);
        }
        double half = n * (x - StrictMath.log1p(x));
        return StrictMath.copySign(StrictMath.sqrt(2 * half), x);
    }

    /** Derivative of {@link #root} with respect to {@code mu}. */
    static double slope(double n, double mu) {
        if (n == 0) {
            return 1 / StrictMath.sqrt(2 * mu);
        }
        double x = (mu - n) / n;
        if (StrictMath.abs(x) < NEAR) {
            return 1 / ((1 + x) * StrictMath.sqrt(n) * shrink(x));
        }
        return x / ((1 + x) * root(n, mu));
    }

    /** √(2 (x − ln(1 + x))) / x for small x. */
    private static double shrink(double x) {
        return StrictMath.sqrt(1 - x * (2.0 / 3 - x * (0.5 - 0.4 * x)));
    }
}
