package cevns.analysis.reference;

import cevns.analysis.prediction.Isotopes;
import java.util.Map;

/** The groups that {@code cevns.analysis.prediction} answers, each with its evaluator. */
final class PredictionGroups {

    private PredictionGroups() {}

    static Map<String, Evaluator> all() {
        return Map.of("mass", PredictionGroups::mass);
    }

    private static double mass(Point point) {
        return Isotopes.named(point.text("isotope")).massMev();
    }
}
