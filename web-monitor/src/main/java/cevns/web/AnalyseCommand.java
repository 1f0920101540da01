package cevns.web;

import cevns.analysis.offline.Analysis;
import cevns.analysis.offline.AnalysisConfig;
import cevns.analysis.offline.AnalysisResult;
import cevns.web.simulation.SeededDraws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares released data with the prediction. */
@Command(
        name = "analyse",
        description = "Counts, residuals, fits and intervals on released grids or event lists.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens analyse analyses/lar-2020 --data-root ../shared/data")
final class AnalyseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "a file, or the name of a shipped one")
    private String config;

    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            description = "where the data folders lie (default: the system property sevens.data)")
    private Path root;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        AnalysisConfig analysis = AnalysisConfig.load(config);
        AnalysisResult result = Analysis.read(analysis, folder()).result(SeededDraws::new);
        if (json) {
            System.out.println(AnalysisJson.document(result).encodePrettily());
        } else {
            print(result);
        }
        return 0;
    }

    private Path folder() {
        String property = System.getProperty("sevens.data", "");
        if (root == null && property.isEmpty()) {
            throw new IllegalArgumentException(
                    "where are the data? Say --data-root DIR (or -Dsevens.data=DIR)");
        }
        return root == null ? Path.of(property) : root;
    }

    private static void print(AnalysisResult r) {
        line("%s", r.name());
        line("coincidence counts          %10.0f", r.coincidence());
        r.anticoincidence().ifPresent(n -> line("anticoincidence counts      %10.0f", n));
        line("residual                    %10.1f ± %.1f", r.residual(), r.residualSigma());
        r.liMaSigma().ifPresent(s -> line("Li and Ma                   %10.2f σ", s));
        r.beamOffResidual().ifPresent(n -> line("residual without beam       %10.0f", n));
        r.singleBin()
                .ifPresent(
                        b ->
                                line(
                                        "single bin                  %10.1f ± %.1f, predicted"
                                                + " %.1f ± %.1f, no signal rejected %.2f σ",
                                        b.signal(),
                                        b.sigma(),
                                        b.predicted(),
                                        b.predictedSigma(),
                                        b.nullSigma()));
        AnalysisResult.Fit fit = r.fit();
        line(
                "signal                      %10.1f +%.1f −%.1f, predicted %.1f",
                fit.signal(),
                fit.interval().high() - fit.signal(),
                fit.signal() - fit.interval().low(),
                fit.predicted());
        fit.backgrounds().forEach((name, n) -> line("  %-25s %10.1f", name, n));
        line(
                "no signal rejected          %10.2f σ statistical, %.2f σ expected",
                fit.significance(), fit.expectedSignificance());
        fit.significanceTotal().ifPresent(s -> line("  with systematic templates %10.2f σ", s));
        line("χ² / degrees of freedom     %10.1f / %d", fit.chi2(), fit.ndf());
        r.projections()
                .forEach(
                        (axis, p) ->
                                line(
                                        "along %-21s %10.1f signal, %.2f σ",
                                        axis, p.signal(), p.significance()));
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
