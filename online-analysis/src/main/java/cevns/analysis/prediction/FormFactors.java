package cevns.analysis.prediction;

import java.util.LinkedHashMap;
import java.util.Map;

/** The form factors that papers use, by name (prediction.md §3). */
public final class FormFactors {

    private static final Map<String, FormFactor> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("unity", (isotope, q) -> 1);
        NAMED.put("helm-ls", FormFactors::helmLewinSmith);
        NAMED.put("helm-0.5", FormFactors::helmThinSkin);
        NAMED.put("helm-1.2-0.9", (isotope, q) -> helm(q, 1.2 * cubeRoot(isotope), 0.9));
        NAMED.put("helm-rms", new RadiiFormFactor(RadiiFormFactor.Surface.HELM));
        NAMED.put("sf-rms", new RadiiFormFactor(RadiiFormFactor.Surface.SYMMETRISED_FERMI));
        NAMED.put("kn", (isotope, q) -> kleinNystrand(q, 1.2 * cubeRoot(isotope), 0.7));
        NAMED.put("sf", (isotope, q) -> symmetrisedFermi(q, 1.23 * cubeRoot(isotope) - 0.60, 0.52));
    }

    private FormFactors() {}

    /**
     * A form factor by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static FormFactor named(String name) {
        FormFactor formFactor = NAMED.get(name);
        if (formFactor == null) {
            throw new IllegalArgumentException(
                    "unknown form factor '"
                            + name
                            + "'; known: "
                            + String.join(", ", NAMED.keySet()));
        }
        return formFactor;
    }

    /**
     * Helm, Phys. Rev. 104 (1956) 1466: 3 j₁(qR₀)/(qR₀) · exp(−q²s²/2).
     *
     * @param q momentum transfer [1/fm]
     * @param radius R₀ of the uniform sphere [fm]
     * @param skin thickness s [fm]
     */
    public static double helm(double q, double radius, double skin) {
        return sphere(q * radius) * StrictMath.exp(-q * q * skin * skin / 2);
    }

    /**
     * Klein and Nystrand, PRC 60 (1999) 014903: a sphere folded with a Yukawa potential, 3
     * j₁(qR_A)/(qR_A) / (1 + q²a²).
     *
     * @param radius R_A [fm]
     * @param range a of the potential [fm]
     */
    public static double kleinNystrand(double q, double radius, double range) {
        return sphere(q * radius) / (1 + q * q * range * range);
    }

    /**
     * The same with R_A = 1.2 A^⅓ and a = 0.7 fm for the protons, and neutrons whose rms radius is
     * larger by a skin: R_A² + (2√15/3) √(R_A² + 10a²) δ + 5δ²/3 for R_A².
     *
     * @param skinFm δ [fm], 0 or more
     */
    static FormFactor kleinNystrand(double skinFm) {
        FormFactor protons = named("kn");
        return new FormFactor() {
            @Override
            public double proton(Isotope isotope, double q) {
                return protons.proton(isotope, q);
            }

            @Override
            public double neutron(Isotope isotope, double q) {
                double radius = 1.2 * cubeRoot(isotope);
                double range = 0.7;
                double rms = Math.sqrt(radius * radius + 10 * range * range);
                double wider =
                        radius * radius
                                + 2 * Math.sqrt(15) / 3 * rms * skinFm
                                + 5.0 / 3 * skinFm * skinFm;
                return kleinNystrand(q, Math.sqrt(wider), range);
            }
        };
    }

    /**
     * Symmetrised Fermi distribution (Sprung and Martorell, J. Phys. A 30 (1997) 6525).
     *
     * @param halfRadius c, where the density is a half [fm]
     * @param diffuseness a [fm], above 0
     */
    public static double symmetrisedFermi(double q, double halfRadius, double diffuseness) {
        double x = q * halfRadius;
        double y = Math.PI * q * diffuseness;
        if (x < 1e-4) {
            return 1;
        }
        double sinh = StrictMath.sinh(y);
        double bracket = y * StrictMath.sin(x) / StrictMath.tanh(y) - x * StrictMath.cos(x);
        return 3 / (x * (x * x + y * y)) * (y / sinh) * bracket;
    }

    /** 3 j₁(x)/x, the form factor of a uniform sphere; by its series near 0. */
    static double sphere(double x) {
        double x2 = x * x;
        if (x2 < 1e-3) {
            return 1 - x2 / 10 + x2 * x2 / 280;
        }
        return 3 * (StrictMath.sin(x) - x * StrictMath.cos(x)) / (x2 * x);
    }

    /** Lewin and Smith, Astropart. Phys. 6 (1996) 87, eq. 4.11: s = 0.9 fm, a = 0.52 fm. */
    private static double helmLewinSmith(Isotope isotope, double q) {
        double c = 1.23 * cubeRoot(isotope) - 0.60;
        double a = 0.52;
        double s = 0.9;
        return helm(q, Math.sqrt(c * c + 7.0 / 3 * Math.PI * Math.PI * a * a - 5 * s * s), s);
    }

    /** Papoulias and Kosmas, PRD 97 (2018) 033003: s = 0.5 fm, R₀² = (1.2 A^⅓)² − 5s². */
    private static double helmThinSkin(Isotope isotope, double q) {
        double radius = 1.2 * cubeRoot(isotope);
        double s = 0.5;
        return helm(q, Math.sqrt(radius * radius - 5 * s * s), s);
    }

    private static double cubeRoot(Isotope isotope) {
        return StrictMath.cbrt(isotope.a());
    }
}
