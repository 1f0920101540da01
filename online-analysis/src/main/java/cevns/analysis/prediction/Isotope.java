package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.ATOMIC_MASS_UNIT_MEV;
import static cevns.analysis.prediction.PhysicsConstants.ELECTRON_MEV;

/**
 * A nuclide.
 *
 * @param name symbol and mass number, {@code Cs133}
 * @param z protons, 1 or more
 * @param a nucleons, {@code z} or more
 * @param massExcessKev atomic mass minus A·u [keV], AME2020
 */
public record Isotope(String name, int z, int a, double massExcessKev) {

    public Isotope {
        if (z < 1 || a < z) {
            throw new IllegalArgumentException(name + ": z " + z + ", a " + a);
        }
    }

    /** Symbol of its element. */
    public String element() {
        return name.replaceAll("\\d", "");
    }

    /** Number of neutrons. */
    public int n() {
        return a - z;
    }

    /** Nuclear mass M = A·u + Δ − Z·m_e [MeV]; the binding of the electrons is ignored. */
    public double massMev() {
        return a * ATOMIC_MASS_UNIT_MEV + massExcessKev * 1e-3 - z * ELECTRON_MEV;
    }

    /** Atomic mass A + Δ/u [g/mol]. */
    public double gramsPerMol() {
        return a + massExcessKev * 1e-3 / ATOMIC_MASS_UNIT_MEV;
    }

    /**
     * Largest recoil energy T_max = 2E²/(M + 2E) [MeV].
     *
     * @param neutrinoMev neutrino energy [MeV]
     */
    public double largestRecoilMev(double neutrinoMev) {
        return 2 * neutrinoMev * neutrinoMev / (massMev() + 2 * neutrinoMev);
    }

    /**
     * Smallest neutrino energy that gives a recoil, E_min = [T + √(T² + 2MT)]/2 [MeV].
     *
     * @param recoilMev recoil energy [MeV], 0 or more
     */
    public double smallestNeutrinoMev(double recoilMev) {
        return (recoilMev + Math.sqrt(recoilMev * recoilMev + 2 * massMev() * recoilMev)) / 2;
    }
}
