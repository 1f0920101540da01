package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.HBARC2_MEV2_CM2;

import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.InverseEnergy;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.Species;

/**
 * A scalar mediator of universal couplings (Cerdeño et al., JHEP 05 (2016) 118; Atzori Corona et
 * al., JHEP 05 (2022) 109, eq. 2.24): dσ/dT = M²T/(4πE²) 𝒬²/(q² + M_φ²)², 𝒬 = g² c (Z F_p + N
 * F_n), without interference.
 *
 * @param base what else happens
 * @param strength g of neutrinos and quarks alike
 * @param massMev mass of the mediator [MeV], 0 or more
 * @param nucleonCharge c, scalar charge of a nucleon for quarks of charge 1; 17.3
 */
public record ScalarMediator(
        Interaction base, double strength, double massMev, double nucleonCharge)
        implements Interaction {

    /** The charge of a nucleon that the reference points use. */
    public static final double NUCLEON_CHARGE = 17.3;

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        return base.chargeSquared(recoil, flavour);
    }

    @Override
    public InverseEnergy extra(Recoil recoil, Species species) {
        double charge = strength * strength * nucleonCharge * (recoil.zFp() + recoil.nFn());
        double amplitude = charge / (recoil.q2Mev2() + massMev * massMev);
        double mass = recoil.isotope().massMev();
        double c2 = mass * mass * recoil.energyMev() / (4 * Math.PI);
        return new InverseEnergy(0, 0, c2 * amplitude * amplitude * HBARC2_MEV2_CM2)
                .plus(base.extra(recoil, species));
    }
}
