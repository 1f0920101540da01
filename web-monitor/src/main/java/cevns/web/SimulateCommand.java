package cevns.web;

import cevns.web.simulation.AnytimeResult;
import cevns.web.simulation.AnytimeScenario;
import cevns.web.simulation.AnytimeStudy;
import cevns.web.simulation.Progress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes pseudo-experiments. */
@Command(
        name = "simulate",
        description =
                "Make the pseudo-experiments of the anytime-valid statistics: what looking after"
                        + " every event does to Li and Ma, and what it costs not to be fooled.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens simulate anytime --json")
final class SimulateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WHAT", description = "anytime")
    private String what;

    @Option(names = "--experiments", description = "of each kind (default: ${DEFAULT-VALUE})")
    private int experiments = 1000;

    @Option(names = "--seed", description = "default: ${DEFAULT-VALUE}")
    private long seed = 2017;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            description = "what is drawn and how it is watched (default: ${DEFAULT-VALUE})")
    private String config = "simulations/anytime";

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Spec private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (!what.equals("anytime")) {
            throw new ParameterException(
                    spec.commandLine(), "'" + what + "' is not known; there is: anytime");
        }
        if (experiments < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--experiments " + experiments + ": 1 or more is expected");
        }
        AnytimeScenario scenario = AnytimeScenario.load(config);
        Progress progress =
                new Progress(
                        System.err,
                        "pseudo-experiments",
                        AnytimeStudy.total(experiments),
                        System.console() != null);
        AnytimeResult result = new AnytimeStudy(scenario, experiments, seed, progress).run();
        if (json) {
            System.out.println(document(result).encodePrettily());
        } else {
            print(result);
        }
        return 0;
    }

    private static JsonObject document(AnytimeResult r) {
        JsonArray alarms = new JsonArray();
        for (AnytimeResult.FalseAlarms f : r.falseAlarms()) {
            alarms.add(
                    new JsonObject()
                            .put("error", f.error())
                            .put("sigma", f.sigma())
                            .put("liMaPeeking", share(f.liMa()))
                            .put("liMaAtEnd", share(f.liMaAtEnd()))
                            .put("countsProcess", share(f.counts()))
                            .put("modelProcess", share(f.model())));
        }
        JsonArray discoveries = new JsonArray();
        for (AnytimeResult.Discovery d : r.discoveries()) {
            boolean reached = Double.isFinite(d.medianExposure());
            discoveries.add(
                    new JsonObject()
                            .put("process", d.method())
                            .put("sigma", d.sigma())
                            .put("medianExposure", reached ? d.medianExposure() : null)
                            .put("fixedSampleExposure", d.fixedExposure())
                            .put("priceOfPeeking", reached ? d.price() : null));
        }
        JsonArray coverage = new JsonArray();
        for (AnytimeResult.Coverage c : r.coverage()) {
            coverage.add(
                    new JsonObject()
                            .put("signalStrength", c.signal())
                            .put("promised", c.promised())
                            .put("covered", share(c.share())));
        }
        return new JsonObject()
                .put("name", r.name())
                .put("experiments", r.experiments())
                .put("seed", r.seed())
                .put("signalCounts", r.signalCounts())
                .put("neutronCounts", r.neutronCounts())
                .put("steadyCounts", r.steadyCounts())
                .put("falseAlarms", alarms)
                .put("discovery", discoveries)
                .put("coverage", coverage);
    }

    private static JsonObject share(AnytimeResult.Share share) {
        return new JsonObject().put("share", share.value()).put("uncertainty", share.error());
    }

    private static void print(AnytimeResult r) {
        line(
                "%s: %d pseudo-experiments of each kind, seed %d; one exposure has %.1f signal,"
                        + " %.1f neutron and %.1f + %.1f steady-state counts",
                r.name(),
                r.experiments(),
                r.seed(),
                r.signalCounts(),
                r.neutronCounts(),
                r.steadyCounts(),
                r.steadyCounts());
        line("background only, looked at after every event: share that ever passes the threshold");
        for (AnytimeResult.FalseAlarms f : r.falseAlarms()) {
            line(
                    "  %.3f σ (%.5f): Li and Ma %s (at the end %s), counts %s, model %s",
                    f.sigma(),
                    f.error(),
                    percent(f.liMa()),
                    percent(f.liMaAtEnd()),
                    percent(f.counts()),
                    percent(f.model()));
        }
        line("signal as predicted: median exposure, and that of a test at a fixed end");
        for (AnytimeResult.Discovery d : r.discoveries()) {
            line(
                    "  %.0f σ by %-6s: %.2f and %.2f, price of looking %.2f",
                    d.sigma(), d.method(), d.medianExposure(), d.fixedExposure(), d.price());
        }
        line("confidence sequence of the signal strength: share that never leaves the truth out");
        for (AnytimeResult.Coverage c : r.coverage()) {
            line(
                    "  strength %.1f: %s, promised %.0f %%",
                    c.signal(), percent(c.share()), 100 * c.promised());
        }
    }

    private static String percent(AnytimeResult.Share share) {
        return String.format(
                Locale.ROOT, "%.2f ± %.2f %%", 100 * share.value(), 100 * share.error());
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
