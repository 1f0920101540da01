package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.ALPHA;
import static cevns.analysis.prediction.PhysicsConstants.ELECTRON_MEV;
import static cevns.analysis.prediction.PhysicsConstants.HBARC2_MEV2_CM2;

import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.InverseEnergy;
import cevns.analysis.prediction.Recoil;
import cevns.analysis.prediction.Species;

/**
 * Magnetic moments of neutrinos (Vogel and Engel, PRD 39 (1989) 3378): dσ/dT += πα²μ²/m_e² Z²F_p²
 * [1/T − 1/E + T/(4E²)]. It grows as 1/T: integrate from a threshold, never from 0.
 *
 * @param base what else happens
 * @param momentE of ν_e [Bohr magnetons]
 * @param momentMu of ν_μ
 * @param momentTau of ν_τ
 */
public record MagneticMoment(Interaction base, double momentE, double momentMu, double momentTau)
        implements Interaction {

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        return base.chargeSquared(recoil, flavour);
    }

    @Override
    public InverseEnergy extra(Recoil recoil, Species species) {
        double moment =
                switch (species.flavour()) {
                    case E -> momentE;
                    case MU -> momentMu;
                    case TAU -> momentTau;
                };
        double amplitude = ALPHA * moment / ELECTRON_MEV * recoil.zFp();
        double t = recoil.energyMev();
        return new InverseEnergy(1 / t, -1, t / 4)
                .times(Math.PI * amplitude * amplitude * HBARC2_MEV2_CM2)
                .plus(base.extra(recoil, species));
    }
}
