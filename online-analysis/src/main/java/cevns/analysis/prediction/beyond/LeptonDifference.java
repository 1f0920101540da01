package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.ALPHA;
import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.StandardModel;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A light vector boson of L_α − L_β, which reaches the protons through a loop of the two charged
 * leptons (Atzori Corona et al., JHEP 05 (2022) 109, eq. 2.19): 𝒬_α = Q_V + √2 α g²/[π G_F (q² +
 * M²)] ε_βα(q²) Z F_p, with the opposite sign for β and nothing for the third flavour.
 *
 * @param couplings of the Standard Model
 * @param alpha flavour of charge 1
 * @param beta flavour of charge −1
 * @param strength g
 * @param massMev mass of the boson [MeV], 0 or more
 * @param sign 1 for the sign of vacuum polarisation, destructive for ν_α; −1 for that of
 *     arXiv:2008.05022
 */
public record LeptonDifference(
        Couplings couplings, Flavour alpha, Flavour beta, double strength, double massMev, int sign)
        implements Interaction {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40);

    public LeptonDifference {
        if (alpha == beta || Math.abs(sign) != 1) {
            throw new IllegalArgumentException(alpha + " - " + beta + ", sign " + sign);
        }
    }

    /** L_μ − L_τ with our sign. */
    public static LeptonDifference muTau(Couplings couplings, double strength, double massMev) {
        return new LeptonDifference(couplings, Flavour.MU, Flavour.TAU, strength, massMev, 1);
    }

    /**
     * ε_βα(q²) = ∫₀¹ x(1 − x) ln[(m_β² + x(1 − x)q²)/(m_α² + x(1 − x)q²)] dx.
     *
     * @param q2Mev2 momentum transfer squared [MeV²], 0 or more
     */
    public static double loop(Flavour beta, Flavour alpha, double q2Mev2) {
        double heavy2 = beta.leptonMev() * beta.leptonMev();
        double light2 = alpha.leptonMev() * alpha.leptonMev();
        double sum = 0;
        for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            double x = (RULE.getPoint(i) + 1) / 2;
            double w = x * (1 - x);
            sum +=
                    RULE.getWeight(i)
                            / 2
                            * w
                            * StrictMath.log((heavy2 + w * q2Mev2) / (light2 + w * q2Mev2));
        }
        return sum;
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        double charge = new StandardModel(couplings).charge(recoil, flavour);
        if (flavour == alpha || flavour == beta) {
            double q2 = recoil.q2Mev2();
            double loop =
                    Math.sqrt(2)
                            * ALPHA
                            * strength
                            * strength
                            / (Math.PI * FERMI_PER_MEV2 * (q2 + massMev * massMev))
                            * loop(beta, alpha, q2)
                            * recoil.zFp();
            charge += flavour == alpha ? sign * loop : -sign * loop;
        }
        return charge * charge;
    }
}
