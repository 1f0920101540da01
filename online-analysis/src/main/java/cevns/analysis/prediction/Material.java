package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.AVOGADRO;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a target is made of, by its chemical formula with natural elements: {@code CsI}, {@code
 * Al2O3}, {@code Ge}. Dopants are ignored. CsI has one Cs and one I in a formula unit: its two
 * nuclei are in the list, and nothing is multiplied by two again.
 *
 * @param formula chemical formula
 * @param nuclei nuclides with their number in a formula unit
 */
public record Material(String formula, List<Nuclei> nuclei) {

    private static final Pattern ELEMENT = Pattern.compile("([A-Z][a-z]?)(\\d{0,3})");

    /**
     * One nuclide of a formula unit.
     *
     * @param perFormula nuclei in a formula unit, with the natural abundance in it
     */
    public record Nuclei(Isotope isotope, double perFormula) {}

    public Material {
        nuclei = List.copyOf(nuclei);
    }

    /**
     * Reads a chemical formula.
     *
     * @throws IllegalArgumentException if it is no formula or has an element that is not known
     */
    public static Material named(String formula) {
        List<Nuclei> nuclei = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(formula);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            int atoms = matcher.group(2).isEmpty() ? 1 : Integer.parseInt(matcher.group(2));
            for (Isotopes.Abundance each : Isotopes.ofElement(matcher.group(1))) {
                nuclei.add(new Nuclei(each.isotope(), atoms * each.fraction()));
            }
            end = matcher.end();
        }
        if (end == 0 || end != formula.length()) {
            throw new IllegalArgumentException("'" + formula + "' is no chemical formula");
        }
        return new Material(formula, nuclei);
    }

    /** A target of one nuclide alone. */
    public static Material ofOneIsotope(String isotope) {
        return new Material(isotope, List.of(new Nuclei(Isotopes.named(isotope), 1)));
    }

    /** Formula mass [g/mol]. */
    public double gramsPerMol() {
        return nuclei.stream().mapToDouble(n -> n.perFormula * n.isotope.gramsPerMol()).sum();
    }

    /** Atoms in a formula unit. */
    public double atoms() {
        return nuclei.stream().mapToDouble(Nuclei::perFormula).sum();
    }

    /** Formula units in a mass [kg]. */
    public double formulaUnits(double massKg) {
        return massKg * 1e3 * AVOGADRO / gramsPerMol();
    }
}
