package cevns.analysis.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prediction for an exposure, and how far other conventions would move it.
 *
 * @param prediction per unit of exposure
 * @param exposure protons on target, or days at a reactor
 */
public record PredictionResult(Prediction prediction, double exposure) {

    private static final List<String> FORM_FACTORS =
            List.of("helm-ls", "helm-0.5", "helm-1.2-0.9", "kn", "sf");
    private static final List<String> COUPLINGS = List.of("tree", "erler-su");

    /**
     * One bin of a distribution.
     *
     * @param low lower edge
     * @param high upper edge
     */
    public record Bin(double low, double high, double events) {}

    /** The number of events with another form factor or other couplings. */
    public record Variant(String formFactor, String couplings, double events) {}

    /** Expected signal events. */
    public double events() {
        return exposure * prediction.events();
    }

    /** One standard deviation of them, all systematic sources together. */
    public double uncertainty() {
        return events() * prediction.config().systematics().total();
    }

    /** Nuclei that recoil, seen or not, at all times. */
    public double recoils() {
        return exposure * prediction.parts().stream().mapToDouble(Prediction.Part::recoils).sum();
    }

    /** Expected events by species, with the keys of {@link Species#key()}. */
    public Map<String, Double> bySpecies() {
        Map<String, Double> all = new LinkedHashMap<>();
        for (Prediction.Part part : prediction.parts()) {
            all.put(part.species().key(), exposure * part.events());
        }
        return all;
    }

    /**
     * Background that the beam makes.
     *
     * @param name as in the detector's file
     * @param events expected, selected, in the bins
     * @param uncertainty one standard deviation of them
     */
    public record BackgroundEvents(String name, double events, double uncertainty) {}

    /** Expected backgrounds of the beam, in alphabetical order. */
    public List<BackgroundEvents> backgrounds() {
        return prediction.backgrounds().stream()
                .map(
                        part ->
                                new BackgroundEvents(
                                        part.name(),
                                        exposure * part.events(),
                                        exposure * part.events() * part.uncertainty()))
                .toList();
    }

    /** Expected events by size. */
    public List<Bin> spectrum() {
        return bins(prediction.config().response().sizes(), prediction.spectrum());
    }

    /** Expected events by time since the beam reference [µs]. */
    public List<Bin> timeProfile() {
        return bins(prediction.config().response().times(), prediction.timeProfile());
    }

    /** Expected events by F90; none where the detector does not tell recoils by their light. */
    public List<Bin> f90Profile() {
        return prediction
                .config()
                .response()
                .f90()
                .map(f90 -> bins(f90.bins(), prediction.f90Profile()))
                .orElseGet(List::of);
    }

    /** The number of events with each of the form factors and couplings of the literature. */
    public List<Variant> variants() {
        PredictionConfig config = prediction.config();
        Predictor predictor = new Predictor(config);
        List<Variant> all = new ArrayList<>();
        for (String formFactor : FORM_FACTORS) {
            for (String couplings : COUPLINGS) {
                Prediction other = predictor.predict(config.crossSection(formFactor, couplings));
                all.add(new Variant(formFactor, couplings, exposure * other.events()));
            }
        }
        return all;
    }

    private List<Bin> bins(Bins edges, double[] perUnit) {
        List<Bin> all = new ArrayList<>();
        for (int i = 0; i < perUnit.length; i++) {
            all.add(new Bin(edges.edge(i), edges.edge(i + 1), exposure * perUnit[i]));
        }
        return all;
    }
}
