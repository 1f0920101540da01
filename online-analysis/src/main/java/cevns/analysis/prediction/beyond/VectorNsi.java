package cevns.analysis.prediction.beyond;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Recoil;

/**
 * Vector non-standard interactions of a heavy mediator (Barranco et al., JHEP 12 (2005) 021, eq.
 * 9): ε_αα^q shifts the couplings to the nucleons, ε_αβ^q adds a final flavour, so in quadrature.
 * The matrices are symmetric: of a complex off-diagonal element only its size counts here.
 */
public final class VectorNsi implements Interaction {

    private final Couplings couplings;
    private final double[][] up;
    private final double[][] down;

    /** No interaction but that of the Standard Model yet. */
    public VectorNsi(Couplings couplings) {
        this(couplings, new double[3][3], new double[3][3]);
    }

    private VectorNsi(Couplings couplings, double[][] up, double[][] down) {
        this.couplings = couplings;
        this.up = up;
        this.down = down;
    }

    /**
     * The same with one element set for both quarks.
     *
     * @param epsilonUp ε_αβ^uV
     * @param epsilonDown ε_αβ^dV
     */
    public VectorNsi with(Flavour alpha, Flavour beta, double epsilonUp, double epsilonDown) {
        return new VectorNsi(
                couplings, set(up, alpha, beta, epsilonUp), set(down, alpha, beta, epsilonDown));
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        int alpha = flavour.ordinal();
        double sum = 0;
        for (int beta = 0; beta < 3; beta++) {
            double u = up[alpha][beta];
            double d = down[alpha][beta];
            double proton = 2 * u + d;
            double neutron = u + 2 * d;
            if (beta == alpha) {
                proton += couplings.proton(flavour);
                neutron += couplings.neutron();
            }
            double charge = proton * recoil.zFp() + neutron * recoil.nFn();
            sum += charge * charge;
        }
        return sum;
    }

    private static double[][] set(double[][] matrix, Flavour alpha, Flavour beta, double value) {
        double[][] changed = {matrix[0].clone(), matrix[1].clone(), matrix[2].clone()};
        changed[alpha.ordinal()][beta.ordinal()] = value;
        changed[beta.ordinal()][alpha.ordinal()] = value;
        return changed;
    }
}
