package cevns.analysis.prediction.beyond;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.PhysicsConstants;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.StandardModel;

/**
 * A dark Z of kinetic and mass mixing (Davoudiasl, Lee and Marciano, PRD 85 (2012) 115019, eqs. 15
 * and 16): G_F → ρ G_F with ρ = 1 + δ² m²/(q² + m²) and s² → κ s² with κ = 1 − εδ (M_Z/m) cot θ_W
 * m²/(q² + m²). With δ = 0 it is a dark photon, which alone does not couple to neutrinos.
 *
 * @param scheme name of the couplings
 * @param epsilon kinetic mixing ε
 * @param delta mass mixing δ
 * @param massMev mass m of the dark Z [MeV], above 0
 */
public record DarkZ(String scheme, double epsilon, double delta, double massMev)
        implements Interaction {

    private static final double Z_MEV = 91_187.6;

    public DarkZ {
        if (!(massMev > 0)) {
            throw new IllegalArgumentException("mass " + massMev + " MeV is not above 0");
        }
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        double s2 = PhysicsConstants.SIN2_THETA_W;
        double share = massMev * massMev / (recoil.q2Mev2() + massMev * massMev);
        double rho = 1 + delta * delta * share;
        double cotangent = Math.sqrt((1 - s2) / s2);
        double kappa = 1 - epsilon * delta * Z_MEV / massMev * cotangent * share;
        StandardModel shifted = new StandardModel(Couplings.named(scheme, kappa * s2));
        return rho * rho * shifted.chargeSquared(recoil, flavour);
    }
}
