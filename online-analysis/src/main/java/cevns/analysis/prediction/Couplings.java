package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.ALPHA;
import static cevns.analysis.prediction.PhysicsConstants.SIN2_THETA_W;
import static cevns.analysis.prediction.PhysicsConstants.SIN2_THETA_W_AT_Z;
import static cevns.analysis.prediction.PhysicsConstants.W_MEV;

/**
 * Weak vector couplings of neutrinos to nucleons, by flavour. They are normalised so that the weak
 * charge is Q_V = g_V^p Z + g_V^n N, half of what is called Q_W elsewhere.
 *
 * @param name of the scheme
 * @param protonWithoutRadius g_V^p without the neutrino's charge radius
 * @param radiusE what the charge radius adds to g_V^p for ν_e
 * @param radiusMu the same for ν_μ
 * @param radiusTau the same for ν_τ
 * @param neutron g_V^n
 */
public record Couplings(
        String name,
        double protonWithoutRadius,
        double radiusE,
        double radiusMu,
        double radiusTau,
        double neutron) {

    private static final double RHO = 1.00063;
    private static final double ALPHA_AT_Z = 1 / 127.951;
    private static final double ALPHA_S_AT_W = 0.1202;
    private static final double ALPHA_S_AT_Z = 0.1179;

    /**
     * The couplings of a scheme at the measured weak mixing angle: {@code tree} or {@code
     * erler-su}.
     *
     * @throws IllegalArgumentException if there is no such scheme
     */
    public static Couplings named(String scheme) {
        return named(scheme, SIN2_THETA_W);
    }

    /**
     * The couplings of a scheme at another weak mixing angle.
     *
     * @param sin2ThetaW sin²θ_W at q → 0
     */
    public static Couplings named(String scheme, double sin2ThetaW) {
        return switch (scheme) {
            case "tree" -> tree(sin2ThetaW);
            case "erler-su" -> erlerSu(sin2ThetaW);
            default ->
                    throw new IllegalArgumentException(
                            "unknown coupling scheme '" + scheme + "'; known: erler-su, tree");
        };
    }

    /** Tree level: g_V^p = 1/2 − 2 sin²θ_W, g_V^n = −1/2 (Freedman, PRD 9 (1974) 1389). */
    public static Couplings tree(double sin2ThetaW) {
        return new Couplings("tree", 0.5 - 2 * sin2ThetaW, 0, 0, 0, -0.5);
    }

    /**
     * With radiative corrections: Erler and Su, Prog. Part. Nucl. Phys. 71 (2013) 119, as written
     * in Atzori Corona et al., arXiv:2303.09360, appendix A.
     */
    public static Couplings erlerSu(double sin2ThetaW) {
        double sin2 = SIN2_THETA_W_AT_Z;
        double boxWw = -ALPHA_AT_Z / (2 * Math.PI * sin2) * (1 - ALPHA_S_AT_W / (2 * Math.PI));
        double crossWw = ALPHA_AT_Z / (8 * Math.PI * sin2) * (1 + ALPHA_S_AT_W / Math.PI);
        double upLeft = boxZz(0.5 - 2.0 / 3 * sin2);
        double downLeft = boxZz(-0.5 + sin2 / 3);
        double upRight = boxZz(-2.0 / 3 * sin2);
        double downRight = boxZz(sin2 / 3);
        double proton =
                RHO * (0.5 - 2 * sin2ThetaW)
                        + 2 * crossWw
                        + boxWw
                        + RHO * (2 * upLeft + downLeft - 2 * upRight - downRight);
        double neutron =
                -RHO / 2
                        + 2 * boxWw
                        + crossWw
                        + RHO * (2 * downLeft + upLeft - 2 * downRight - upRight);
        return new Couplings(
                "erler-su",
                proton,
                radius(Flavour.E),
                radius(Flavour.MU),
                radius(Flavour.TAU),
                neutron);
    }

    /** The ZZ box of a quark of coupling g. */
    private static double boxZz(double g) {
        double sin2 = SIN2_THETA_W_AT_Z;
        double scale = -3 * ALPHA_AT_Z / (8 * Math.PI * sin2 * (1 - sin2));
        return scale * g * g * (1 - ALPHA_S_AT_Z / Math.PI);
    }

    /** −2φ with φ = −(α/6π)[ln(M_W²/m²) + 3/2], the charge radius of the Standard Model. */
    private static double radius(Flavour flavour) {
        double ratio = W_MEV / flavour.leptonMev();
        return ALPHA / (3 * Math.PI) * (StrictMath.log(ratio * ratio) + 1.5);
    }

    /** g_V^p of a flavour. */
    public double proton(Flavour flavour) {
        return protonWithoutRadius
                + switch (flavour) {
                    case E -> radiusE;
                    case MU -> radiusMu;
                    case TAU -> radiusTau;
                };
    }
}
