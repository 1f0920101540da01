package cevns.web.dashboard;

import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.CutConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import io.vertx.core.json.JsonArray;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run is analysed, in words: for the foot of the result page and for files that are saved
 * from it.
 *
 * @param of the configuration that it was made from
 * @param cuts one sentence each, in their order
 * @param prediction what is predicted and how; null where the run has no prediction
 */
record AnalysisWords(RunConfig of, JsonArray cuts, String prediction) {

    static AnalysisWords of(RunConfig config) {
        JsonArray cuts = new JsonArray();
        config.cuts().forEach(cut -> cuts.add(words(cut)));
        return new AnalysisWords(config, cuts, prediction(config));
    }

    private static String words(CutConfig cut) {
        String quantity = cut.quantity().name().toLowerCase(Locale.ROOT);
        if (Double.isInfinite(cut.min())) {
            return "%s: %s below %s".formatted(cut.name(), quantity, number(cut.max()));
        }
        if (Double.isInfinite(cut.max())) {
            return "%s: %s from %s on".formatted(cut.name(), quantity, number(cut.min()));
        }
        return "%s: %s in [%s, %s)"
                .formatted(cut.name(), quantity, number(cut.min()), number(cut.max()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String prediction(RunConfig config) {
        try {
            Optional<PredictionConfig> about = PredictionConfig.ofRun(config.text());
            return about.map(AnalysisWords::words).orElse(null);
        } catch (InvalidConfig e) { // the page says so by itself
            return null;
        }
    }

    private static String words(PredictionConfig about) {
        return "%s, %s kg %s at %s m, form factor %s, couplings %s, ±%.0f %%"
                .formatted(
                        about.detector(),
                        number(about.massKg()),
                        about.material().formula(),
                        number(about.exposure().distanceM()),
                        about.formFactor(),
                        about.couplings(),
                        100 * about.systematics().total());
    }
}
