package cevns.analysis.prediction;

/**
 * Q_V = g_V^p Z F_p + g_V^n N F_n, below 0 for every nucleus (Freedman, PRD 9 (1974) 1389).
 *
 * @param couplings with or without radiative corrections
 */
public record StandardModel(Couplings couplings) implements Interaction {

    /** The charge itself, with its sign. */
    public double charge(Recoil recoil, Flavour flavour) {
        return couplings.proton(flavour) * recoil.zFp() + couplings.neutron() * recoil.nFn();
    }

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        double charge = charge(recoil, flavour);
        return charge * charge;
    }
}
