package cevns.web;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.PredictionResult;
import cevns.analysis.prediction.SourceExposure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A prediction as {@code sevens predict --json} prints it. */
final class PredictionJson {

    private PredictionJson() {}

    static JsonObject of(PredictionResult result, Map<String, Double> presets) {
        PredictionConfig about = result.prediction().config();
        JsonObject all =
                new JsonObject()
                        .put("detector", about.detector())
                        .put("preset", about.preset())
                        .put("expectedEvents", result.events())
                        .put("expectedEventsUncertainty", result.uncertainty())
                        .put("perSpecies", species(result))
                        .put("recoils", result.recoils());
        all.put("spectrum", bins(result.spectrum(), unit(about)));
        if (about.exposure().isBeam()) {
            all.put("timeProfile", bins(result.timeProfile(), "Us"));
        } else {
            all.put("timeProfile", new JsonArray());
        }
        if (!result.f90Profile().isEmpty()) {
            all.put("f90Profile", bins(result.f90Profile(), "F90"));
        }
        all.put("systematics", systematics(result));
        all.put("backgrounds", backgrounds(result));
        JsonArray variants = new JsonArray();
        result.variants()
                .forEach(
                        variant ->
                                variants.add(
                                        new JsonObject()
                                                .put("formFactor", variant.formFactor())
                                                .put("couplings", variant.couplings())
                                                .put("expectedEvents", variant.events())));
        JsonObject byPreset = new JsonObject();
        presets.forEach(byPreset::put);
        return all.put("variants", variants).put("presets", byPreset).put("inputs", inputs(result));
    }

    private static JsonObject species(PredictionResult result) {
        JsonObject all = new JsonObject();
        result.bySpecies().forEach(all::put);
        return all;
    }

    /** Of the beam, by name; not part of the expected events. */
    private static JsonObject backgrounds(PredictionResult result) {
        JsonObject all = new JsonObject();
        for (PredictionResult.BackgroundEvents each : result.backgrounds()) {
            all.put(
                    each.name(),
                    new JsonObject()
                            .put("expectedEvents", each.events())
                            .put("expectedEventsUncertainty", each.uncertainty()));
        }
        return all;
    }

    private static String unit(PredictionConfig about) {
        String unit = about.response().unit().name().toLowerCase(Locale.ROOT);
        return unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
    }

    private static JsonArray bins(List<PredictionResult.Bin> bins, String unit) {
        JsonArray all = new JsonArray();
        for (PredictionResult.Bin bin : bins) {
            all.add(
                    new JsonObject()
                            .put("low" + unit, bin.low())
                            .put("high" + unit, bin.high())
                            .put("events", bin.events()));
        }
        return all;
    }

    /** By source as parts of the number of events; keys in camel case. */
    private static JsonObject systematics(PredictionResult result) {
        JsonObject all = new JsonObject();
        PredictionConfig about = result.prediction().config();
        for (String always : List.of("flux", "quenching", "selection", "form_factor")) {
            all.put(camelCase(always), about.systematics().of(always));
        }
        about.systematics().bySource().forEach((source, part) -> all.put(camelCase(source), part));
        return all.put("total", about.systematics().total());
    }

    private static String camelCase(String key) {
        StringBuilder text = new StringBuilder();
        for (String word : key.split("_")) {
            text.append(
                    text.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    private static JsonObject inputs(PredictionResult result) {
        PredictionConfig about = result.prediction().config();
        SourceExposure source = about.exposure();
        JsonObject all =
                new JsonObject()
                        .put("source", source.source().name())
                        .put("target", about.material().formula())
                        .put("massKg", about.massKg())
                        .put("distanceM", source.distanceM())
                        .put("formFactor", about.formFactor())
                        .put("couplings", about.couplings())
                        .put("kinematics", about.kinematics().name().toLowerCase(Locale.ROOT))
                        .put("axial", about.axial());
        if (source.isBeam()) {
            return all.put("exposurePot", result.exposure())
                    .put("exposureGwh", source.gwh(result.exposure()))
                    .put("beamEnergyGev", source.beamEnergyGev())
                    .put("neutrinosPerProton", source.neutrinosPerProton())
                    .put("t0Us", about.response().pulse().t0Us())
                    .put("sigmaUs", about.response().pulse().sigmaUs());
        }
        return all.put("exposureDays", result.exposure()).put("fluxPerCm2S", source.fluxPerCm2S());
    }
}
