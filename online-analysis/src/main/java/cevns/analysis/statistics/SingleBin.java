package cevns.analysis.statistics;

/**
 * One residual against a predicted signal, with uncertain normalisations of the signal (α) and of
 * the beam-related background (β), statistics.md §2:
 *
 * <pre>χ² = [N − n(1 + α) − B(1 + β)]² / σ² + (α/σ_α)² + (β/σ_β)²</pre>
 *
 * Both nuisances are minimised in closed form.
 *
 * @param residual N = C − AC
 * @param variance σ² of the residual alone, above 0
 * @param background B, beam-related background in it
 * @param signalUncertainty σ_α, relative
 * @param backgroundUncertainty σ_β, relative
 */
public record SingleBin(
        double residual,
        double variance,
        double background,
        double signalUncertainty,
        double backgroundUncertainty) {

    public SingleBin {
        if (!(variance > 0 && signalUncertainty >= 0 && backgroundUncertainty >= 0)) {
            throw new IllegalArgumentException(
                    "variance "
                            + variance
                            + ", uncertainties "
                            + signalUncertainty
                            + ", "
                            + backgroundUncertainty);
        }
    }

    /**
     * With the variance that the publications use: N + 2·SS + B.
     *
     * @param steadyState steady-state background SS in the coincidence window
     */
    public static SingleBin of(
            double residual,
            double steadyState,
            double background,
            double signalUncertainty,
            double backgroundUncertainty) {
        double variance = residual + 2 * steadyState + background;
        return new SingleBin(
                residual, variance, background, signalUncertainty, backgroundUncertainty);
    }

    /** N − B: signal counts as measured. */
    public double signal() {
        return residual - background;
    }

    /** Standard deviation of {@link #signal} from counting alone. */
    public double signalSigma() {
        return StrictMath.sqrt(variance);
    }

    /** χ² at a predicted signal, minimal in both nuisances. */
    public double chi2(double predicted) {
        double difference = signal() - predicted;
        return difference * difference / total(predicted);
    }

    /**
     * The same where another measurement knows α to be about {@code alpha}, not 0.
     *
     * @param predicted signal before it
     */
    public double chi2(double predicted, double alpha) {
        double difference = signal() - predicted * (1 + alpha);
        return difference * difference / total(predicted);
    }

    /** α at that minimum. */
    public double alpha(double predicted) {
        double weight = signalUncertainty * signalUncertainty * predicted;
        return weight * (signal() - predicted) / total(predicted);
    }

    /** β at that minimum. */
    public double beta(double predicted) {
        double weight = backgroundUncertainty * backgroundUncertainty * background;
        return weight * (signal() - predicted) / total(predicted);
    }

    /** How far the absence of any signal is rejected, √χ²(0), negative for a deficit. */
    public double nullSigma() {
        double sigma = StrictMath.sqrt(chi2(0));
        return signal() < 0 ? -sigma : sigma;
    }

    private double total(double predicted) {
        double signalPart = signalUncertainty * predicted;
        double backgroundPart = backgroundUncertainty * background;
        return variance + signalPart * signalPart + backgroundPart * backgroundPart;
    }
}
