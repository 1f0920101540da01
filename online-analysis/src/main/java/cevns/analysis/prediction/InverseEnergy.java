package cevns.analysis.prediction;

/**
 * A cross section at fixed recoil as a polynomial in the inverse of the neutrino energy, c₀ + c₁/E
 * + c₂/E². All that we know has this form, which is why a flux can be folded in exactly.
 *
 * @param c0 [cm²/MeV]
 * @param c1 [cm²]
 * @param c2 [cm² MeV]
 */
public record InverseEnergy(double c0, double c1, double c2) {

    /** Nothing. */
    public static final InverseEnergy NONE = new InverseEnergy(0, 0, 0);

    /** Its value at a neutrino energy [MeV]. */
    public double at(double neutrinoMev) {
        return c0 + (c1 + c2 / neutrinoMev) / neutrinoMev;
    }

    public InverseEnergy plus(InverseEnergy other) {
        return new InverseEnergy(c0 + other.c0, c1 + other.c1, c2 + other.c2);
    }

    public InverseEnergy times(double factor) {
        return new InverseEnergy(c0 * factor, c1 * factor, c2 * factor);
    }
}
