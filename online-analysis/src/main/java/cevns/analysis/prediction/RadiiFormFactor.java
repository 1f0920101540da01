package cevns.analysis.prediction;

import java.util.Map;
import java.util.TreeMap;

/**
 * Helm form factors of protons and neutrons from their rms radii: s = 0.9 fm, R₀² = (5/3)(R² − 3s²)
 * (Cadeddu et al., PRL 120 (2018) 072501). Knows the nuclei whose radii it was given.
 */
public final class RadiiFormFactor implements FormFactor {

    private static final double SKIN_FM = 0.9;

    /**
     * The rms radii of one nucleus.
     *
     * @param protonFm point-proton radius [fm]
     * @param neutronFm point-neutron radius [fm]
     */
    public record Radii(double protonFm, double neutronFm) {
        public Radii {
            double least = Math.sqrt(3) * SKIN_FM;
            if (!(protonFm > least && neutronFm > least)) {
                throw new IllegalArgumentException(
                        "radii "
                                + protonFm
                                + ", "
                                + neutronFm
                                + " fm; above "
                                + least
                                + " expected");
            }
        }
    }

    private final Map<String, Radii> radii;

    /** With the radii of Cs and I (muonic atoms; shell model) and of argon (Cadeddu 2020). */
    public RadiiFormFactor() {
        this(
                Map.of(
                        "Cs133", new Radii(4.821, 5.09),
                        "I127", new Radii(4.766, 5.03),
                        "Ar40", new Radii(3.448, 3.55)));
    }

    /**
     * @param radii by name of the isotope
     */
    public RadiiFormFactor(Map<String, Radii> radii) {
        this.radii = new TreeMap<>(radii);
    }

    /** The same with another radius for the neutrons of all nuclei [fm], as fits of R_n need it. */
    public RadiiFormFactor withNeutronRadius(double neutronFm) {
        Map<String, Radii> changed = new TreeMap<>();
        radii.forEach((name, each) -> changed.put(name, new Radii(each.protonFm, neutronFm)));
        return new RadiiFormFactor(changed);
    }

    @Override
    public double proton(Isotope isotope, double q) {
        return helm(q, of(isotope).protonFm);
    }

    @Override
    public double neutron(Isotope isotope, double q) {
        return helm(q, of(isotope).neutronFm);
    }

    private Radii of(Isotope isotope) {
        Radii known = radii.get(isotope.name());
        if (known == null) {
            throw new IllegalArgumentException(
                    "helm-rms: no radii of the isotope "
                            + isotope.name()
                            + ", only of "
                            + radii.keySet());
        }
        return known;
    }

    private static double helm(double q, double rms) {
        double radius = Math.sqrt(5.0 / 3 * (rms * rms - 3 * SKIN_FM * SKIN_FM));
        return FormFactors.helm(q, radius, SKIN_FM);
    }
}
