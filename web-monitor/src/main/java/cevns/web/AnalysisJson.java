package cevns.web;

import cevns.analysis.offline.AnalysisResult;
import cevns.analysis.statistics.GoodnessOfFit;
import cevns.analysis.statistics.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalDouble;

/** The document of {@code sevens analyse --json}; counts unless a key says otherwise. */
final class AnalysisJson {

    private AnalysisJson() {}

    static JsonObject document(AnalysisResult r) {
        JsonObject counts =
                new JsonObject()
                        .put("coincidence", r.coincidence())
                        .put("anticoincidence", value(r.anticoincidence()));
        JsonObject document =
                new JsonObject()
                        .put("name", r.name())
                        .put("counts", counts)
                        .put("residual", r.residual())
                        .put("residualUncertainty", r.residualSigma())
                        .put("liMaSigma", value(r.liMaSigma()))
                        .put("beamOffResidual", value(r.beamOffResidual()));
        r.singleBin().ifPresent(bin -> document.put("singleBin", singleBin(bin)));
        JsonObject projections = new JsonObject();
        r.projections().forEach((axis, p) -> projections.put(axis, projection(p)));
        JsonObject parameters = new JsonObject();
        r.parameters().forEach((name, p) -> parameters.put(name, profile(p)));
        r.fitted().forEach((name, p) -> parameters.getJsonObject(name).put("fit", profile(p)));
        return document.put("fit", fit(r.fit()))
                .put("projections", projections)
                .put("parameters", parameters);
    }

    private static JsonObject singleBin(AnalysisResult.OneBin bin) {
        return new JsonObject()
                .put("signal", bin.signal())
                .put("signalUncertainty", bin.sigma())
                .put("background", bin.background())
                .put("predicted", bin.predicted())
                .put("predictedUncertainty", bin.predictedSigma())
                .put("chi2", bin.chi2())
                .put("nullSigma", bin.nullSigma());
    }

    private static JsonObject fit(AnalysisResult.Fit fit) {
        JsonObject backgrounds = new JsonObject();
        fit.backgrounds().forEach(backgrounds::put);
        JsonObject json =
                new JsonObject()
                        .put("signal", fit.signal())
                        .put("signalLow", fit.interval().low())
                        .put("signalHigh", fit.interval().high())
                        .put("predicted", fit.predicted())
                        .put("backgrounds", backgrounds)
                        .put("significanceSigma", fit.significance())
                        .put("significanceTotalSigma", value(fit.significanceTotal()))
                        .put("signalTotal", value(fit.signalTotal()))
                        .put("expectedSignificanceSigma", fit.expectedSignificance())
                        .put("chi2", fit.chi2())
                        .put("ndf", fit.ndf())
                        .put("pearson", test(fit.pearson()));
        fit.saturated().ifPresent(toys -> json.put("saturated", test(toys)));
        return json;
    }

    private static JsonObject projection(AnalysisResult.Projection projection) {
        return new JsonObject()
                .put("signal", projection.signal())
                .put("signalLow", projection.interval().low())
                .put("signalHigh", projection.interval().high())
                .put("significanceSigma", projection.significance())
                .put("kolmogorov", test(projection.kolmogorov()));
    }

    private static JsonObject test(GoodnessOfFit.Result test) {
        JsonObject json = new JsonObject().put("statistic", test.statistic());
        if (test.ndf() > 0) {
            json.put("ndf", test.ndf());
        }
        return json.put("probability", finite(test.probability()));
    }

    private static JsonObject profile(AnalysisResult.Profile profile) {
        JsonObject json =
                new JsonObject()
                        .put("method", method(profile.method()))
                        .put("best", profile.best())
                        .put("low68", profile.interval68().low())
                        .put("high68", profile.interval68().high())
                        .put("intervals68", intervals(profile.intervals68()))
                        .put("intervals90", intervals(profile.intervals90()))
                        .put(
                                "profile",
                                new JsonObject()
                                        .put("value", numbers(profile.at()))
                                        .put("deltaChi2", numbers(profile.chi2())));
        profile.toys()
                .ifPresent(
                        toys ->
                                json.put(
                                        "toys",
                                        new JsonObject()
                                                .put("intervals68", intervals(toys.intervals68()))
                                                .put("intervals90", intervals(toys.intervals90()))
                                                .put("value", numbers(toys.at()))
                                                .put("critical68", numbers(toys.critical68()))
                                                .put("critical90", numbers(toys.critical90()))));
        return json;
    }

    private static String method(AnalysisResult.Method method) {
        return switch (method) {
            case FIT -> "fit";
            case SINGLE_BIN -> "singleBin";
        };
    }

    private static JsonArray intervals(List<Interval> intervals) {
        JsonArray json = new JsonArray();
        intervals.forEach(i -> json.add(pair(i)));
        return json;
    }

    private static JsonArray numbers(double[] values) {
        JsonArray json = new JsonArray();
        for (double value : values) {
            json.add(value);
        }
        return json;
    }

    private static JsonArray pair(Interval interval) {
        return new JsonArray().add(interval.low()).add(interval.high());
    }

    private static Double value(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : null;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
