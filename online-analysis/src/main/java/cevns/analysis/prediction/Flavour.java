package cevns.analysis.prediction;

import java.util.Locale;

/** Flavour of a neutrino. */
public enum Flavour {
    E,
    MU,
    TAU;

    /** The mass of its charged lepton [MeV]. */
    public double leptonMev() {
        return switch (this) {
            case E -> PhysicsConstants.ELECTRON_MEV;
            case MU -> PhysicsConstants.MUON_MEV;
            case TAU -> PhysicsConstants.TAU_MEV;
        };
    }

    /**
     * A flavour by its name {@code e}, {@code mu} or {@code tau}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Flavour named(String name) {
        for (Flavour flavour : values()) {
            if (flavour.name().toLowerCase(Locale.ROOT).equals(name)) {
                return flavour;
            }
        }
        throw new IllegalArgumentException("unknown flavour '" + name + "'; known: e, mu, tau");
    }
}
