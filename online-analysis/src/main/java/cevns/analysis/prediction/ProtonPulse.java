package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.MUON_LIFETIME_US;
import static cevns.analysis.prediction.PhysicsConstants.PION_LIFETIME_US;

import org.hipparchus.special.Erf;

/**
 * When neutrinos arrive: a Gaussian pulse of protons, folded with the life of the pion (prompt) and
 * then of the muon (delayed). Times are since the beam reference of the detector.
 *
 * @param t0Us mean arrival of the protons [µs]
 * @param sigmaUs width of the pulse [µs], above 0
 */
public record ProtonPulse(double t0Us, double sigmaUs) {

    private static final double SQRT_2 = Math.sqrt(2);

    public ProtonPulse {
        if (!(sigmaUs > 0)) {
            throw new IllegalArgumentException("sigma " + sigmaUs + " us is not above 0");
        }
    }

    /** Which of the two time shapes a species has. */
    public enum Arrival {
        /** With the decay of the pion. */
        PROMPT,
        /** With the decay of the muon after it. */
        DELAYED,
        /** Without regard to the beam: a reactor. */
        STEADY
    }

    /** Part of the neutrinos that arrive before a time [µs]. */
    public double before(Arrival arrival, double us) {
        return switch (arrival) {
            case PROMPT -> decayed(us, PION_LIFETIME_US);
            case DELAYED ->
                    (MUON_LIFETIME_US * decayed(us, MUON_LIFETIME_US)
                                    - PION_LIFETIME_US * decayed(us, PION_LIFETIME_US))
                            / (MUON_LIFETIME_US - PION_LIFETIME_US);
            case STEADY ->
                    throw new IllegalArgumentException("a steady source has no arrival time");
        };
    }

    /** Part of the neutrinos that arrive in [startUs, stopUs). */
    public double between(Arrival arrival, double startUs, double stopUs) {
        return before(arrival, stopUs) - before(arrival, startUs);
    }

    /**
     * The exponentially modified Gaussian, integrated: Φ(u) − exp(σ²/(2τ²) − (t − t₀)/τ) Φ(u −
     * σ/τ), u = (t − t₀)/σ.
     */
    private double decayed(double us, double lifetimeUs) {
        double u = (us - t0Us) / sigmaUs;
        double s = sigmaUs / lifetimeUs;
        return 0.5 * (Erf.erfc(-u / SQRT_2) - tail(u, s));
    }

    /** exp(s²/2 − us) erfc((s − u)/√2), where neither factor may overflow. */
    private static double tail(double u, double s) {
        double z = (s - u) / SQRT_2;
        if (z < 20) {
            return StrictMath.exp(s * (s / 2 - u)) * Erf.erfc(z);
        }
        // Abramowitz and Stegun 7.1.23; what is left out is below 1e-9 of it.
        double w = 1 / (2 * z * z);
        double series = 1 - w * (1 - 3 * w * (1 - 5 * w));
        return StrictMath.exp(-u * u / 2) * series / (z * Math.sqrt(Math.PI));
    }
}
