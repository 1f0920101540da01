package cevns.analysis.prediction;

import java.util.Map;
import java.util.TreeMap;

/**
 * Form factors of protons and neutrons apart, from their rms radii (Cadeddu et al., PRL 120 (2018)
 * 072501). Knows the nuclei whose radii it was given, each by its own name or that of its element.
 */
public final class RadiiFormFactor implements FormFactor {

    private static final double SKIN_OF_NEUTRONS_FM = 0.1;

    /** How density falls off; the radius is that of the whole. */
    public enum Surface {
        /** Helm with s = 0.9 fm: R₀² = (5/3)(R² − 3s²). */
        HELM {
            @Override
            double at(double q, double rms) {
                double skin = 0.9;
                return FormFactors.helm(
                        q, Math.sqrt(5.0 / 3 * (rms * rms - 3 * skin * skin)), skin);
            }
        },
        /** Symmetrised Fermi with t = 4a ln 3 = 2.30 fm: c² = (5/3)(R² − (7/5)π²a²). */
        SYMMETRISED_FERMI {
            @Override
            double at(double q, double rms) {
                double a = 2.30 / (4 * StrictMath.log(3));
                double depth = Math.PI * a;
                double half = Math.sqrt(5.0 / 3 * (rms * rms - 7.0 / 5 * depth * depth));
                return FormFactors.symmetrisedFermi(q, half, a);
            }
        };

        abstract double at(double q, double rms);
    }

    /**
     * The rms radii of one nucleus.
     *
     * @param protonFm point-proton radius [fm], above 2
     * @param neutronFm point-neutron radius [fm], above 2
     */
    public record Radii(double protonFm, double neutronFm) {

        /** Above the depth of any of the surfaces, which needs 1.95 fm. */
        private static final double LEAST_FM = 2;

        public Radii {
            if (!(protonFm >= LEAST_FM && neutronFm >= LEAST_FM)) {
                throw new IllegalArgumentException(
                        "radii "
                                + protonFm
                                + ", "
                                + neutronFm
                                + " fm; "
                                + LEAST_FM
                                + " or more expected");
            }
        }
    }

    private final Surface surface;
    private final Map<String, Radii> radii;

    /**
     * With the charge radii of Angeli and Marinova, ADNDT 99 (2013) 69, for the protons and 0.1 fm
     * more for the neutrons. The documents name no skin: 0.1 fm is what the reference points of CsI
     * 2021 were made with. The shell model has R_n = 5.09 fm for Cs, 5.03 fm for I.
     */
    public RadiiFormFactor(Surface surface) {
        this(surface, chargeRadii());
    }

    /**
     * @param radii by name of the isotope, or of an element for all of its isotopes
     */
    public RadiiFormFactor(Surface surface, Map<String, Radii> radii) {
        this.surface = surface;
        this.radii = new TreeMap<>(radii);
    }

    @Override
    public double proton(Isotope isotope, double q) {
        return surface.at(q, of(isotope).protonFm);
    }

    @Override
    public double neutron(Isotope isotope, double q) {
        return surface.at(q, of(isotope).neutronFm);
    }

    private static Map<String, Radii> chargeRadii() {
        Map<String, Radii> all = new TreeMap<>();
        String table =
                "F19 2.8976 Ne20 3.0055 Na23 2.9936 Si28 3.1224 Ar40 3.4274 Ge70 4.0414 Ge72 4.0576"
                        + " Ge73 4.0632 Ge74 4.0742 Ge76 4.0811 I127 4.7500 Xe132 4.7859"
                        + " Cs133 4.8041";
        String[] fields = table.split(" ");
        for (int i = 0; i < fields.length; i += 2) {
            double charge = Double.parseDouble(fields[i + 1]);
            all.put(fields[i], new Radii(charge, charge + SKIN_OF_NEUTRONS_FM));
        }
        return all;
    }

    private Radii of(Isotope isotope) {
        Radii known = radii.get(isotope.name());
        if (known == null) {
            known = radii.get(isotope.element());
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    "no radii of the isotope " + isotope.name() + ", only of " + radii.keySet());
        }
        return known;
    }
}
