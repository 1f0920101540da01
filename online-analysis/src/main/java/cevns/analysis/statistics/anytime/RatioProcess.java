package cevns.analysis.statistics.anytime;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * Test of counts alone where the ratio of live times changes (anytime.md §1): a mixture over the
 * ratio θ &gt; 1 of the rates, on a fixed grid whose weights are the Beta density of {@link
 * CountsProcess} at the ratio of live times that the configuration names. With that ratio
 * throughout it is its closed form, but for the grid.
 */
public final class RatioProcess {

    /** Steps over (p0, 1); one is an eighth of the spread after a thousand events. */
    private static final int STEPS = 256;

    private final double[] theta = new double[STEPS];
    private final double[] logProduct;
    private double maxLogE;

    /**
     * What a snapshot keeps of it.
     *
     * @param logProduct logarithm of weight times product for each ratio of the grid
     * @param maxLogE largest logarithm of the process so far, at least 0
     */
    public record State(double[] logProduct, double maxLogE) {

        public State {
            logProduct = logProduct.clone();
        }

        @Override
        public double[] logProduct() {
            return logProduct.clone();
        }
    }

    /**
     * What the significance is expected to be.
     *
     * @param sigma at the expected counts
     * @param low where the counts are one standard deviation below
     * @param high where they are one above
     */
    public record Expected(double sigma, double low, double high) {}

    /**
     * A process before its first event.
     *
     * @param alpha usual ratio of live times, above 0
     * @param shape both shape parameters of the Beta density, above 0
     */
    public RatioProcess(double alpha, double shape) {
        this(alpha, new State(weights(alpha, shape), 0));
    }

    /**
     * A process that goes on from a state.
     *
     * @param alpha as when it began
     */
    public RatioProcess(double alpha, State state) {
        logProduct = state.logProduct();
        if (logProduct.length != STEPS) {
            throw new IllegalArgumentException(
                    logProduct.length + " steps of the grid, not " + STEPS);
        }
        maxLogE = state.maxLogE();
        double p0 = alpha / (1 + alpha);
        for (int k = 0; k < STEPS; k++) {
            double p = probability(p0, k);
            theta[k] = p / (1 - p) / alpha;
        }
    }

    /**
     * Takes one selected event, in the order of the marks.
     *
     * @param inCoincidence true for the coincidence window
     * @param alpha ratio of live times when it came, above 0
     */
    public void event(boolean inCoincidence, double alpha) {
        for (int k = 0; k < STEPS; k++) {
            // p/p0 = θ (1 + α)/(1 + θα), (1 − p)/(1 − p0) = (1 + α)/(1 + θα)
            double factor = (1 + alpha) / (1 + theta[k] * alpha);
            logProduct[k] += StrictMath.log(inCoincidence ? theta[k] * factor : factor);
        }
        maxLogE = StrictMath.max(maxLogE, logE());
    }

    /** Logarithm of the process now. */
    public double logE() {
        double largest = Arrays.stream(logProduct).max().orElseThrow();
        double sum = 0;
        for (double product : logProduct) {
            sum += StrictMath.exp(product - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /** Significance of the largest value so far. */
    public double sigma() {
        return Anytime.sigma(maxLogE);
    }

    /**
     * Significance of this process at counts that are expected, for a constant ratio of live times,
     * and how far it scatters by counting alone: ln E has the derivatives ⟨ln θ(1 + α)/(1 + θα)⟩
     * and ⟨ln (1 + α)/(1 + θα)⟩ by the two counts, means over θ with the weights that the counts
     * have given it, and their Poisson variances are the counts.
     *
     * @param usual ratio that the weights of the process begin with, as in the constructor
     * @param shape as in the constructor
     * @param signal expected excess in the coincidence window
     * @param background expected background in it
     * @param alpha live time of the coincidence window over that of the other
     */
    public static Expected expected(
            double usual, double shape, double signal, double background, double alpha) {
        RatioProcess process = new RatioProcess(usual, shape);
        double on = signal + background;
        double off = background / alpha;
        double[] logOn = new double[STEPS];
        double[] logOff = new double[STEPS];
        for (int k = 0; k < STEPS; k++) {
            double theta = process.theta[k];
            logOff[k] = StrictMath.log((1 + alpha) / (1 + theta * alpha));
            logOn[k] = StrictMath.log(theta) + logOff[k];
            process.logProduct[k] += on * logOn[k] + off * logOff[k];
        }
        double logE = process.logE();
        double byOn = 0;
        double byOff = 0;
        for (int k = 0; k < STEPS; k++) {
            double weight = StrictMath.exp(process.logProduct[k] - logE);
            byOn += weight * logOn[k];
            byOff += weight * logOff[k];
        }
        double scatter = StrictMath.sqrt(byOn * byOn * on + byOff * byOff * off);
        return new Expected(
                Anytime.sigma(StrictMath.max(0, logE)),
                Anytime.sigma(StrictMath.max(0, logE - scatter)),
                Anytime.sigma(StrictMath.max(0, logE + scatter)));
    }

    /** What there is to keep. */
    public State state() {
        return new State(logProduct, maxLogE);
    }

    private static double[] weights(double alpha, double shape) {
        if (!(alpha > 0 && shape > 0)) {
            throw new IllegalArgumentException("alpha " + alpha + ", shape " + shape);
        }
        double p0 = alpha / (1 + alpha);
        double norm = 2 * Gamma.logGamma(shape) - Gamma.logGamma(2 * shape);
        double[] logs = new double[STEPS];
        double sum = 0;
        for (int k = 0; k < STEPS; k++) {
            double p = probability(p0, k);
            logs[k] = (shape - 1) * (StrictMath.log(p) + StrictMath.log1p(-p)) - norm;
            sum += StrictMath.exp(logs[k]);
        }
        for (int k = 0; k < STEPS; k++) {
            logs[k] -= StrictMath.log(sum);
        }
        return logs;
    }

    /** Middle of step {@code k} between p0 and 1. */
    private static double probability(double p0, int k) {
        return p0 + (1 - p0) * (k + 0.5) / STEPS;
    }
}
