package cevns.analysis.reference;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.CrossSection;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.FormFactor;
import cevns.analysis.prediction.FormFactors;
import cevns.analysis.prediction.Isotope;
import cevns.analysis.prediction.Isotopes;
import cevns.analysis.prediction.Kinematics;
import cevns.analysis.prediction.Species;
import cevns.analysis.prediction.StandardModel;
import java.util.Map;
import java.util.TreeMap;

/** The groups that {@code cevns.analysis.prediction} answers, each with its evaluator. */
final class PredictionGroups {

    private PredictionGroups() {}

    static Map<String, Evaluator> all() {
        Map<String, Evaluator> all = new TreeMap<>();
        all.put("mass", point -> Isotopes.named(point.text("isotope")).massMev());
        all.put("coupling", PredictionGroups::coupling);
        all.put(
                "endpoint",
                point ->
                        1e3
                                * Isotopes.named(point.text("isotope"))
                                        .largestRecoilMev(point.number("E_MeV")));
        all.put(
                "emin",
                point ->
                        Isotopes.named(point.text("isotope"))
                                .smallestNeutrinoMev(point.number("T_keV") * 1e-3));
        all.put("formfactor", PredictionGroups::formFactor);
        all.put("dsdt", PredictionGroups::differential);
        all.put("sigma_mono", PredictionGroups::totalAtOneEnergy);
        all.putAll(FluxGroups.all());
        all.putAll(DetectorGroups.all());
        all.putAll(BeyondGroups.all());
        return all;
    }

    /** A cross section as the inputs ff, scheme and, where it stands, form describe it. */
    static CrossSection crossSection(Point point) {
        return new CrossSection(
                new StandardModel(Couplings.named(point.text("scheme"))),
                FormFactors.named(point.text("ff")),
                Kinematics.named(point.has("form") ? point.text("form") : "full"));
    }

    /** Any species of a flavour: the vector part is that of the antineutrino too. */
    static Species species(Flavour flavour) {
        return switch (flavour) {
            case E -> Species.NU_E;
            case MU -> Species.NU_MU;
            case TAU -> Species.NU_TAU;
        };
    }

    private static double coupling(Point point) {
        Couplings couplings = Couplings.named(point.text("scheme"));
        Flavour flavour = Flavour.named(point.text("flavour"));
        return switch (point.text("nucleon")) {
            case "p" -> couplings.proton(flavour);
            case "n" -> couplings.neutron();
            default ->
                    throw new IllegalArgumentException("unknown nucleon " + point.text("nucleon"));
        };
    }

    private static double formFactor(Point point) {
        FormFactor formFactor = FormFactors.named(point.text("ff"));
        Isotope isotope = Isotopes.named(point.text("isotope"));
        double q = point.number("q_inv_fm");
        String nucleon = point.has("nucleon") ? point.text("nucleon") : "p";
        return switch (nucleon) {
            case "p" -> formFactor.proton(isotope, q);
            case "n" -> formFactor.neutron(isotope, q);
            default -> throw new IllegalArgumentException("unknown nucleon " + nucleon);
        };
    }

    private static double differential(Point point) {
        return crossSection(point)
                .at(
                        Isotopes.named(point.text("isotope")),
                        species(Flavour.named(point.text("flavour"))),
                        point.number("E_MeV"),
                        point.number("T_keV") * 1e-3);
    }

    private static double totalAtOneEnergy(Point point) {
        return crossSection(point)
                .total(
                        Isotopes.named(point.text("isotope")),
                        species(Flavour.named(point.text("flavour"))),
                        point.number("E_MeV"));
    }
}
