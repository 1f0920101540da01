package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.function.DoubleUnaryOperator;

/**
 * Part of the events that the selection keeps, by their time: 1 before a time, then falling
 * exponentially (CsI 2021, arXiv:2110.07730: earlier light takes the later event).
 *
 * @param flatUntilUs [µs since the beam reference]
 * @param fallPerUs 0 for an acceptance of 1 throughout [1/µs]
 */
public record TimeAcceptance(double flatUntilUs, double fallPerUs) {

    /** All times are taken alike. */
    public static final TimeAcceptance FULL = new TimeAcceptance(0, 0);

    private static final double STEP_US = 0.01;
    private static final int MOST_STEPS = 100_000;

    /** The acceptance at a time [µs]. */
    public double at(double us) {
        return us < flatUntilUs ? 1 : StrictMath.exp(-fallPerUs * (us - flatUntilUs));
    }

    /** Part of the neutrinos that arrive in [startUs, stopUs) and are kept. */
    public double accepted(
            ProtonPulse pulse, ProtonPulse.Arrival arrival, double startUs, double stopUs) {
        return accepted(us -> pulse.before(arrival, us), startUs, stopUs);
    }

    /**
     * Part of anything that comes in [startUs, stopUs) and is kept.
     *
     * @param before part of it that comes before a time [µs]
     */
    double accepted(DoubleUnaryOperator before, double startUs, double stopUs) {
        if (fallPerUs == 0) {
            return before.applyAsDouble(stopUs) - before.applyAsDouble(startUs);
        }
        double wanted = Math.rint((stopUs - startUs) / STEP_US);
        int steps = (int) Math.max(1, Math.min(MOST_STEPS, wanted));
        double sum = 0;
        double last = before.applyAsDouble(startUs);
        for (int i = 0; i < steps; i++) {
            double stop = startUs + (stopUs - startUs) * (i + 1) / steps;
            double middle = startUs + (stopUs - startUs) * (i + 0.5) / steps;
            double after = before.applyAsDouble(stop);
            sum += at(middle) * (after - last);
            last = after;
        }
        return sum;
    }

    static TimeAcceptance read(ConfigTree tree) {
        return new TimeAcceptance(
                tree.number("flat_until_us", -1e6, 1e6), tree.number("fall_per_us", 0, 1e6));
    }
}
