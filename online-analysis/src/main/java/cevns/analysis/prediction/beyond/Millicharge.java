package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.ALPHA;
import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.StandardModel;

/**
 * An electric charge of a neutrino (Cadeddu et al., PRD 102 (2020) 015030): 𝒬 += (√2πα/(G_F M T))
 * q Z F_p; a transition charge adds in quadrature.
 *
 * @param couplings of the Standard Model
 * @param flavour which neutrino is charged
 * @param chargeE its charge [e]; positive repels the proton
 * @param transitionE size of its transition charge [e]
 */
public record Millicharge(Couplings couplings, Flavour flavour, double chargeE, double transitionE)
        implements Interaction {

    @Override
    public double chargeSquared(Recoil recoil, Flavour of) {
        double weak = new StandardModel(couplings).charge(recoil, of);
        if (of != flavour) {
            return weak * weak;
        }
        double perCharge =
                Math.sqrt(2)
                        * Math.PI
                        * ALPHA
                        / (FERMI_PER_MEV2 * recoil.isotope().massMev() * recoil.energyMev())
                        * recoil.zFp();
        double charge = weak + perCharge * chargeE;
        double transition = perCharge * transitionE;
        return charge * charge + transition * transition;
    }
}
