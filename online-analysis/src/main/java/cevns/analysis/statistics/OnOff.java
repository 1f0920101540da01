package cevns.analysis.statistics;

/**
 * Counts in the coincidence and the anticoincidence window (statistics.md §1).
 *
 * @param coincidence counts C, 0 or more
 * @param anticoincidence counts AC, 0 or more
 * @param alpha live time of the first over that of the second, above 0
 */
public record OnOff(double coincidence, double anticoincidence, double alpha) {

    public OnOff {
        if (!(coincidence >= 0 && anticoincidence >= 0 && alpha > 0)) {
            throw new IllegalArgumentException(
                    "C " + coincidence + ", AC " + anticoincidence + ", alpha " + alpha);
        }
    }

    /** C − α·AC: what the beam brought, neutrinos and neutrons. */
    public double residual() {
        return coincidence - alpha * anticoincidence;
    }

    /** Variance of the residual, C + α²·AC. */
    public double variance() {
        return coincidence + alpha * alpha * anticoincidence;
    }

    /** Standard deviation of the residual. */
    public double sigma() {
        return StrictMath.sqrt(variance());
    }

    /** Li and Ma's significance, equation (17), with the sign of the residual. */
    public double liMaSigma() {
        return LiMa.significance(coincidence, anticoincidence, alpha);
    }

    /**
     * Distance of the residual from what is predicted.
     *
     * @param predicted signal plus beam-related background
     * @param uncertainty its standard deviation
     * @return standard deviations; NaN where neither has any spread
     */
    public double pull(double predicted, double uncertainty) {
        double spread = StrictMath.sqrt(variance() + uncertainty * uncertainty);
        return (residual() - predicted) / spread;
    }
}
