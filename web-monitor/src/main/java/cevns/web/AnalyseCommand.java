package cevns.web;

import cevns.analysis.offline.Analysis;
import cevns.analysis.offline.AnalysisConfig;
import cevns.analysis.offline.AnalysisResult;
import cevns.analysis.statistics.Interval;
import cevns.web.simulation.SeededDraws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        fit.saturated()
                .ifPresent(
                        test ->
                                line(
                                        "  of pseudo-experiments     %10.1f %% are as far off",
                                        100 * test.probability()));
        r.projections()
                .forEach(
                        (axis, p) ->
                                line(
                                        "along %-21s %10.1f +%.1f −%.1f signal, %.2f σ",
                                        axis,
                                        p.signal(),
                                        p.interval().high() - p.signal(),
                                        p.signal() - p.interval().low(),
                                        p.significance()));
        line("%n%-34s %10s  %-26s %s", "parameter", "best", "68 %", "90 %");
        r.parameters().forEach((name, p) -> parameter(name, p, r.fitted().get(name)));
    }

    private static void parameter(
            String name, AnalysisResult.Profile first, AnalysisResult.Profile fitted) {
        String single = fitted == null ? "" : ", single bin";
        line("%-34s %s", name + single, intervals(first));
        first.toys()
                .ifPresent(
                        toys ->
                                line(
                                        "%-34s %10s  %-26s %s",
                                        "  by pseudo-experiments",
                                        "",
                                        text(toys.intervals68()),
                                        text(toys.intervals90())));
        if (fitted != null) {
            line("%-34s %s", "  fit of all cells", intervals(fitted));
        }
    }

    private static String intervals(AnalysisResult.Profile profile) {
        return String.format(
                Locale.ROOT,
                "%10.4g  %-26s %s",
                profile.best(),
                text(profile.intervals68()),
                text(profile.intervals90()));
    }

    private static String text(List<Interval> intervals) {
        return intervals.stream()
                .map(i -> String.format(Locale.ROOT, "[%.4g, %.4g]", i.low(), i.high()))
                .collect(Collectors.joining(" "));
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
