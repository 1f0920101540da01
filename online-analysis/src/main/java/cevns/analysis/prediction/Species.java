package cevns.analysis.prediction;

/** A kind of neutrino. Those of the third flavour come from none of our sources. */
public enum Species {
    NU_MU("nuMu", Flavour.MU, false),
    NU_E("nuE", Flavour.E, false),
    NU_MU_BAR("nuMuBar", Flavour.MU, true),
    NU_E_BAR("nuEBar", Flavour.E, true),
    NU_TAU("nuTau", Flavour.TAU, false);

    private final String key;
    private final Flavour flavour;
    private final boolean antineutrino;

    Species(String key, Flavour flavour, boolean antineutrino) {
        this.key = key;
        this.flavour = flavour;
        this.antineutrino = antineutrino;
    }

    /** Its name in results. */
    public String key() {
        return key;
    }

    public Flavour flavour() {
        return flavour;
    }

    /** True where axial and vector currents interfere with the other sign. */
    public boolean isAntineutrino() {
        return antineutrino;
    }
}
