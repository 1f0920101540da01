package cevns.analysis.statistics.anytime;

import org.hipparchus.special.Beta;

/**
 * Test of counts alone, for a constant ratio of live times (anytime.md §1). Under the null each
 * selected event lies in the coincidence window with probability at most {@code p0 = α/(1 + α)};
 * the alternative is a mixture over larger probabilities with a Beta density cut to {@code (p0,
 * 1)}.
 */
public final class CountsProcess {

    /** Shape of the Beta density for excesses of some ten per cent. */
    public static final double DEFAULT_SHAPE = 50;

    /** The logarithm where the tail of the Beta density is smaller than a double. */
    private static final double LEAST = -700;

    private static final int BISECTIONS = 60;

    private final double alpha;
    private final double shape;
    private long coincidence;
    private long anticoincidence;
    private double maxLogE;

    /**
     * What a snapshot keeps of it.
     *
     * @param coincidence events in the coincidence window so far
     * @param anticoincidence events in the other
     * @param maxLogE largest logarithm of the process so far, at least 0
     */
    public record State(long coincidence, long anticoincidence, double maxLogE) {}

    /**
     * A process before its first event.
     *
     * @param alpha live time of the coincidence window over that of the other, above 0
     * @param shape both shape parameters of the Beta density, above 0
     */
    public CountsProcess(double alpha, double shape) {
        this(alpha, shape, new State(0, 0, 0));
    }

    /** A process that goes on from a state. */
    public CountsProcess(double alpha, double shape, State state) {
        if (!(alpha > 0 && shape > 0)) {
            throw new IllegalArgumentException("alpha " + alpha + ", shape " + shape);
        }
        this.alpha = alpha;
        this.shape = shape;
        coincidence = state.coincidence();
        anticoincidence = state.anticoincidence();
        maxLogE = state.maxLogE();
    }

    /** Takes one selected event, in the order of the marks. */
    public void event(boolean inCoincidence) {
        if (inCoincidence) {
            coincidence++;
        } else {
            anticoincidence++;
        }
        maxLogE = StrictMath.max(maxLogE, logE());
    }

    /** Logarithm of the process now. */
    public double logE() {
        return logE(coincidence, anticoincidence, alpha, shape);
    }

    /** Significance of the largest value so far. */
    public double sigma() {
        return Anytime.sigma(maxLogE);
    }

    /** What there is to keep. */
    public State state() {
        return new State(coincidence, anticoincidence, maxLogE);
    }

    /**
     * Lower end of the confidence sequence of the rate in the coincidence window over that in the
     * other, by live time; 1 means no excess.
     *
     * @param error probability that the true ratio ever lies below, in (0, 1)
     */
    public double lowestRatio(double error) {
        double threshold = -StrictMath.log(error);
        double low = -30;
        double high = 30;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = 0.5 * (low + high);
            double tested = alpha * StrictMath.exp(middle);
            if (logE(coincidence, anticoincidence, tested, shape) >= threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp(high);
    }

    /**
     * Logarithm of the process after given counts, in closed form.
     *
     * @param coincidence events in the coincidence window
     * @param anticoincidence events in the other
     * @param alpha ratio of live times
     * @param shape both shape parameters of the Beta density
     * @return at least −700 for deficits that no double can express
     */
    public static double logE(
            double coincidence, double anticoincidence, double alpha, double shape) {
        double p0 = alpha / (1 + alpha);
        double mixture =
                logCutBeta(p0, shape + coincidence, shape + anticoincidence)
                        - logCutBeta(p0, shape, shape);
        double nothing = coincidence * StrictMath.log(p0) + anticoincidence * StrictMath.log1p(-p0);
        return StrictMath.max(LEAST, mixture - nothing);
    }

    /** ln [B(a, b) (1 − I_p(a, b))]. */
    private static double logCutBeta(double p, double a, double b) {
        return Beta.logBeta(a, b) + StrictMath.log(Beta.regularizedBeta(1 - p, b, a));
    }
}
