package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.StandardModel;

/**
 * A light vector boson Z′ that couples to quarks and leptons (Cadeddu et al., JHEP 01 (2021) 116;
 * Atzori Corona et al., JHEP 05 (2022) 109, eq. 2.15): 𝒬 = Q_V + Q_l D [(2Q_u + Q_d) Z F_p + (Q_u
 * + 2Q_d) N F_n], D = g²/[√2 G_F (q² + M²)].
 *
 * @param couplings of the Standard Model
 * @param charges which combination of numbers it couples to
 * @param strength g
 * @param massMev mass of the boson [MeV], 0 or more
 */
public record LightVector(Couplings couplings, Charges charges, double strength, double massMev)
        implements Interaction {

    /** Charges of quarks and leptons under the new symmetry. */
    public record Charges(double up, double down, double e, double mu, double tau) {

        private double of(Flavour flavour) {
            return switch (flavour) {
                case E -> e;
                case MU -> mu;
                case TAU -> tau;
            };
        }
    }

    /**
     * The charges of a model: {@code universal}, {@code B-L}, and the anomaly-free {@code B-3Le},
     * {@code B-3Lmu}, {@code B-3Ltau}, {@code B-2Le-Lmu}, {@code B-Le-2Lmu}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Charges charges(String model) {
        double baryon = 1.0 / 3;
        return switch (model) {
            case "universal" -> new Charges(1, 1, 1, 1, 1);
            case "B-L" -> new Charges(baryon, baryon, -1, -1, -1);
            case "B-3Le" -> new Charges(baryon, baryon, -3, 0, 0);
            case "B-3Lmu" -> new Charges(baryon, baryon, 0, -3, 0);
            case "B-3Ltau" -> new Charges(baryon, baryon, 0, 0, -3);
            case "B-2Le-Lmu" -> new Charges(baryon, baryon, -2, -1, 0);
            case "B-Le-2Lmu" -> new Charges(baryon, baryon, -1, -2, 0);
            default ->
                    throw new IllegalArgumentException(
                            "unknown vector model '"
                                    + model
                                    + "'; known: universal, B-L, B-3Le, B-3Lmu, B-3Ltau, B-2Le-Lmu,"
                                    + " B-Le-2Lmu");
        };
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        double propagator =
                strength
                        * strength
                        / (Math.sqrt(2) * FERMI_PER_MEV2 * (recoil.q2Mev2() + massMev * massMev));
        double proton = 2 * charges.up + charges.down;
        double neutron = charges.up + 2 * charges.down;
        double charge =
                new StandardModel(couplings).charge(recoil, flavour)
                        + charges.of(flavour)
                                * propagator
                                * (proton * recoil.zFp() + neutron * recoil.nFn());
        return charge * charge;
    }
}
