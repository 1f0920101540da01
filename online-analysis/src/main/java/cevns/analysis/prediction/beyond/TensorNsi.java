package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;
import static cevns.analysis.prediction.PhysicsConstants.HBARC2_MEV2_CM2;

import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.InverseEnergy;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.Species;

/**
 * Tensor non-standard interactions (Papoulias and Kosmas, PRD 97 (2018) 033003, eq. 17): dσ/dT =
 * (4G_F²M/π) Q_T² [(1 − T/2E)² − MT/(4E²)]. They flip chirality, so nothing interferes.
 *
 * @param base what else happens
 * @param epsilonUp ε^uT
 * @param epsilonDown ε^dT
 */
public record TensorNsi(Interaction base, double epsilonUp, double epsilonDown)
        implements Interaction {

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        return base.chargeSquared(recoil, flavour);
    }

    @Override
    public InverseEnergy extra(Recoil recoil, Species species) {
        double charge =
                (2 * epsilonUp + epsilonDown) * recoil.zFp()
                        + (epsilonUp + 2 * epsilonDown) * recoil.nFn();
        double mass = recoil.isotope().massMev();
        double t = recoil.energyMev();
        double scale = 4 * FERMI_PER_MEV2 * FERMI_PER_MEV2 * mass / Math.PI * HBARC2_MEV2_CM2;
        return new InverseEnergy(1, -t, t * t / 4 - mass * t / 4)
                .times(scale * charge * charge)
                .plus(base.extra(recoil, species));
    }
}
