package cevns.web;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.PredictionResult;
import cevns.analysis.prediction.SourceExposure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.Map;

/** A prediction as {@code sevens predict} prints it for people. */
final class PredictTable {

    private PredictTable() {}

    static String of(PredictionResult result, Map<String, Double> presets) {
        PredictionConfig about = result.prediction().config();
        StringBuilder text = new StringBuilder();
        text.append(
                format(
                        "%s%s: %s kg %s, %s",
                        about.detector(),
                        about.preset().isEmpty() ? "" : " (" + about.preset() + ")",
                        plain(about.massKg()),
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
        backgrounds(result, text);
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
        if (!result.f90Profile().isEmpty()) {
            text.append(format("%n%n%-24s %10s", "F90", "events"));
            result.f90Profile().forEach(bin -> text.append(row(bin)));
        }
        if (!presets.isEmpty()) {
            text.append(format("%n%n%-24s %10s", "with --preset", "events"));
            presets.forEach(
                    (name, events) -> text.append(format("%n  %-22s %10.4g", name, events)));
        }
        return text.toString();
    }

    private static void backgrounds(PredictionResult result, StringBuilder text) {
        if (!result.backgrounds().isEmpty()) {
            text.append("\nbackgrounds of the beam, not in the above");
        }
        result.backgrounds()
                .forEach(
                        each ->
                                text.append(
                                        format(
                                                "%n  %-22s %6.4g ± %.3g",
                                                each.name(), each.events(), each.uncertainty())));
    }

    private static String exposure(SourceExposure source, double amount) {
        return source.isBeam()
                ? format(
                        "%.4g protons = %s GWh at %s GeV, %s m",
                        amount,
                        plain(source.gwh(amount)),
                        plain(source.beamEnergyGev()),
                        plain(source.distanceM()))
                : format(
                        "%s days at a reactor (illustrative), %.3g /cm2/s",
                        plain(amount), source.fluxPerCm2S());
    }

    private static String unit(PredictionConfig about) {
        return switch (about.response().unit()) {
            case PE -> "PE";
            case KEVEE -> "keVee";
        };
    }

    private static String row(PredictionResult.Bin bin) {
        return format("%n%10s ... %-9s %10.4g", plain(bin.low()), plain(bin.high()), bin.events());
    }

    /** Four digits, without zeros that say nothing. */
    private static String plain(double value) {
        BigDecimal digits = new BigDecimal(value).round(new MathContext(4));
        return digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
