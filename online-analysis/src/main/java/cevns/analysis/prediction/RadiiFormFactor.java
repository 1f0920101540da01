package cevns.analysis.prediction;

import java.util.Map;
import java.util.TreeMap;

/**
 * Helm form factors of protons and neutrons from their rms radii: s = 0.9 fm, R₀² = (5/3)(R² − 3s²)
 * (Cadeddu et al., PRL 120 (2018) 072501). Knows the nuclei whose radii it was given.
 */
public final class RadiiFormFactor implements FormFactor {

    private static final double SKIN_FM = 0.9;
    private static final double SKIN_OF_NEUTRONS_FM = 0.1;

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

    /**
     * With the charge radii of Angeli and Marinova, ADNDT 99 (2013) 69, for the protons and 0.1 fm
     * more for the neutrons. The documents name no skin: 0.1 fm is what the reference points of CsI
     * 2021 were made with. The shell model has R_n = 5.09 fm for Cs, 5.03 fm for I.
     */
    public RadiiFormFactor() {
        this(chargeRadii());
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
