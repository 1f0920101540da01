package cevns.web;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.PredictionResult;
import cevns.analysis.prediction.SourceExposure;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A prediction as {@code sevens predict} prints it for people. */
final class PredictTable {

    private PredictTable() {}

    static String of(PredictionResult result, List<String> presets) {
        PredictionConfig about = result.prediction().config();
        StringBuilder text = new StringBuilder();
        text.append(
                format(
                        "%s%s: %.4g kg %s, %s",
                        about.detector(),
                        about.preset().isEmpty() ? "" : " (" + about.preset() + ")",
                        about.massKg(),
                        about.material().formula(),
                        exposure(about.exposure(), result.exposure())));
        text.append(
                format(
                        "%nform factor %s, couplings %s%s",
                        about.formFactor(), about.couplings(), about.axial() ? ", axial" : ""));
        text.append(
                format(
                        "%n%nexpected  %.5g ± %.3g events (± %.1f %%) of %.5g recoils",
                        result.events(),
                        result.uncertainty(),
                        about.systematics().total() * 100,
                        result.recoils()));
        result.bySpecies()
                .forEach((key, events) -> text.append(format("%n  %-8s %10.4g", key, events)));
        text.append("\nuncertainty by source");
        about.systematics()
                .bySource()
                .forEach(
                        (source, part) ->
                                text.append(
                                        format(
                                                "%n  %-22s %5.1f %%",
                                                source.replace('_', ' '), part * 100)));
        DoubleSummaryStatistics variants =
                result.variants().stream()
                        .mapToDouble(PredictionResult.Variant::events)
                        .summaryStatistics();
        text.append(
                format(
                        "%nvariants  %.5g ... %.5g with other form factors and couplings",
                        variants.getMin(), variants.getMax()));
        text.append(format("%n%n%-24s %10s", unit(about), "events"));
        result.spectrum().forEach(bin -> text.append(row(bin)));
        if (about.exposure().isBeam()) {
            text.append(format("%n%n%-24s %10s", "us since beam", "events"));
            result.timeProfile().forEach(bin -> text.append(row(bin)));
        }
        if (!presets.isEmpty()) {
            text.append("\n\npresets: ");
            text.append(presets.stream().collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private static String exposure(SourceExposure source, double amount) {
        return source.isBeam()
                ? format(
                        "%.4g protons = %.4g GWh at %.4g GeV, %.4g m",
                        amount, source.gwh(amount), source.beamEnergyGev(), source.distanceM())
                : format(
                        "%.4g days at a reactor (illustrative), %.3g /cm2/s",
                        amount, source.fluxPerCm2S());
    }

    private static String unit(PredictionConfig about) {
        return switch (about.response().unit()) {
            case PE -> "PE";
            case KEVEE -> "keVee";
        };
    }

    private static String row(PredictionResult.Bin bin) {
        return format(
                "%n%10.4g %-13s %10.4g", bin.low(), format("... %.4g", bin.high()), bin.events());
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
