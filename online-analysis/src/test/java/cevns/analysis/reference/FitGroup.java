package cevns.analysis.reference;

import cevns.analysis.offline.Analysis;
import cevns.analysis.offline.AnalysisConfig;
import cevns.analysis.offline.AnalysisResult;
import cevns.analysis.offline.Contribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * The group of fits to released data: the shipped analyses, run once each. Which data set a point
 * speaks of stands in its id.
 */
final class FitGroup {

    private static final Map<String, Analysis> ANALYSES = new TreeMap<>();
    private static final Map<String, AnalysisResult.Fit> FITS = new TreeMap<>();

    private FitGroup() {}

    static double evaluate(Point point) {
        String id = point.id();
        int slash = id.indexOf('/');
        String data = id.substring(0, Math.max(0, slash));
        String quantity = point.has("quantity") ? point.text("quantity") : id.substring(slash + 1);
        String shipped =
                switch (data) {
                    case "csi2017" -> "csi-2017";
                    case "lar2020" -> "lar-2020";
                    default -> throw new IllegalArgumentException("unknown data set " + data);
                };
        return value(shipped, quantity);
    }

    private static double value(String name, String quantity) {
        Analysis analysis = analysis(name);
        AnalysisResult.Fit fit = FITS.computeIfAbsent(name, n -> analysis.fit());
        return switch (quantity) {
            case "C" -> analysis.coincidence();
            case "AC" -> analysis.anticoincidence().orElseThrow();
            case "cevns" -> fit.signal();
            case "plus" -> fit.interval().high() - fit.signal();
            case "minus" -> fit.signal() - fit.interval().low();
            case "significance" -> fit.significance();
            case "brn" -> fit.backgrounds().get("brn");
            case "delayed_brn" -> fit.backgrounds().get("delayed-brn");
            case "ss" -> fit.backgrounds().get("steady-state");
            case "brn_nominal" -> expected(analysis, "brn").counts();
            case "brn_scale" -> fit.backgrounds().get("brn") / expected(analysis, "brn").counts();
            case "chi2" -> fit.chi2();
            case "ndf" -> fit.ndf();
            case "cevns_prediction" -> analysis.signal().counts();
            case "ac_time_slope" -> slope(expected(analysis, "steady-state").template().shape());
            default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        };
    }

    private static Contribution expected(Analysis analysis, String name) {
        return analysis.backgrounds().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The fall from one time bin of 0.5 µs to the next is that of the exponential [1/µs]. */
    private static double slope(double[] shape) {
        return Math.log(shape[0] / shape[1]) / 0.5;
    }

    private static Analysis analysis(String name) {
        Path root = Path.of(System.getProperty("sevens.data"));
        Assumptions.assumeTrue(
                Files.isDirectory(root), "no public data in " + root + " (-Dsevens.data=DIR)");
        Path config = Path.of("../configs/analyses", name + ".conf");
        return ANALYSES.computeIfAbsent(
                name,
                n -> {
                    try {
                        return Analysis.read(AnalysisConfig.load(config.toString()), root);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
