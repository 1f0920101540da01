package cevns.analysis.prediction.beyond;

import static cevns.analysis.prediction.PhysicsConstants.ALPHA;
import static cevns.analysis.prediction.PhysicsConstants.FERMI_PER_MEV2;
import static cevns.analysis.prediction.PhysicsConstants.HBARC2_MEV2_CM2;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Recoil;

/**
 * Charge radii of neutrinos (Cadeddu et al., PRD 98 (2018) 113010): the radius of the Standard
 * Model is taken out of g_V^p, and −(√2πα/3G_F)⟨r²⟩ put in its place; transition radii add in
 * quadrature.
 *
 * @param couplings of the Standard Model
 * @param convention which of two definitions of ⟨r²⟩
 * @param flavour whose radius is another; all others keep theirs
 * @param radiusCm2 its total ⟨r²⟩ [cm²]; in the Standard Model −0.83, −0.48, −0.30·10⁻³²
 * @param transitionCm2 size of its transition radius [cm²]
 */
public record ChargeRadius(
        Couplings couplings,
        Convention convention,
        Flavour flavour,
        double radiusCm2,
        double transitionCm2)
        implements Interaction {

    /** The definitions of ⟨r²⟩ in use. */
    public enum Convention {
        /** s² → s² + (√2πα/6G_F)⟨r²⟩, as in most work. */
        CADEDDU(1),
        /** s² → s² + (√2πα/3G_F)⟨r²⟩, Papoulias and Kosmas: half the radius for the same effect. */
        PAPOULIAS_KOSMAS(2);

        private final double factor;

        Convention(double factor) {
            this.factor = factor;
        }

        /** √2πα/3G_F, or twice it [1/cm²]. */
        private double perCm2() {
            return factor * Math.sqrt(2) * Math.PI * ALPHA / (3 * FERMI_PER_MEV2 * HBARC2_MEV2_CM2);
        }
    }

    /** ⟨r²⟩ that a scheme of couplings gives a flavour [cm²]; 0 at tree level. */
    public static double standardCm2(Couplings couplings, Convention convention, Flavour flavour) {
        double radius = couplings.proton(flavour) - couplings.protonWithoutRadius();
        return -radius / convention.perCm2();
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour of) {
        double neutrons = couplings.neutron() * recoil.nFn();
        if (of != flavour) {
            double charge = couplings.proton(of) * recoil.zFp() + neutrons;
            return charge * charge;
        }
        double proton = couplings.protonWithoutRadius() - shift(radiusCm2);
        double charge = proton * recoil.zFp() + neutrons;
        double transition = shift(transitionCm2) * recoil.zFp();
        return charge * charge + transition * transition;
    }

    private double shift(double cm2) {
        return convention.perCm2() * cm2;
    }
}
