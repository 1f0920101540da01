package cevns.analysis.prediction;

/**
 * The Standard Model with the axial current of the unpaired nucleon (Barranco et al., JHEP 12
 * (2005) 021, eq. 3): G_A = g_A^p F for a nucleus of odd Z, g_A^n F of odd N, 0 for even-even ones.
 * It adds 2 % to sodium and less than a thousandth to heavy nuclei. Couplings without spin
 * structure functions, so good to some ten per cent of itself.
 *
 * @param model the vector part
 */
public record AxialCurrent(StandardModel model) implements Interaction {

    private static final double PROTON = 0.4995;
    private static final double NEUTRON = -0.5121;

    @Override
    public double chargeSquared(Recoil recoil, Flavour flavour) {
        return model.chargeSquared(recoil, flavour);
    }

    @Override
    public InverseEnergy extra(Recoil recoil, Species species) {
        Isotope isotope = recoil.isotope();
        double proton = isotope.z() % 2 == 1 ? PROTON * recoil.zFp() / isotope.z() : 0;
        double neutron = isotope.n() % 2 == 1 ? NEUTRON * recoil.nFn() / isotope.n() : 0;
        double axial = proton + neutron;
        double mixed =
                model.charge(recoil, species.flavour())
                        * (species.isAntineutrino() ? -axial : axial);
        double t = recoil.energyMev();
        double c1 = axial * axial * -2 * t + mixed * 4 * t;
        double c2 = axial * axial * (isotope.massMev() * t + t * t) - mixed * 2 * t * t;
        return new InverseEnergy(2 * axial * axial, c1, c2).times(CrossSection.scale(isotope) / 2);
    }
}
