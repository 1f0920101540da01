package cevns.web;

import cevns.web.bench.Bench;
import cevns.web.bench.BenchJson;
import cevns.web.bench.BenchResult;
import cevns.web.bench.BenchText;
import cevns.web.bench.LoadPlan;
import cevns.web.bench.LoadSearch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what this machine holds. */
@Command(
        name = "bench",
        description =
                "Take data from emulators in a process of their own, to disk and through the whole"
                        + " pipeline, at rising rates: what this machine holds without a loss, what"
                        + " the limit is, and the latencies. Without a name: what there is.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens bench cenns750 --duration 60s --json")
final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "which detector's data")
    private String name;

    @Option(
            names = "--duration",
            converter = Durations.class,
            description = "how long each step is measured (default: 20s)")
    private Duration duration = Duration.ofSeconds(20);

    @Option(
            names = "--factor",
            paramLabel = "F",
            description =
                    "one step at F times the detector's own rate; without it the rate is searched"
                            + " that is held")
    private Double factor;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the data are written, and deleted again (default: the folder for"
                            + " temporary files)")
    private Path data = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Spec private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name == null) {
            list();
            return 0;
        }
        Bench bench = Bench.of(name);
        if (factor != null && !(factor > 0 && factor <= 1000)) {
            throw new ParameterException(
                    spec.commandLine(), "--factor " + factor + ": above 0, up to 1000 is expected");
        }
        if (duration.toMillis() < 1000) {
            throw new ParameterException(
                    spec.commandLine(), "--duration: a second or more is expected");
        }
        Ending ending = new Ending();
        try {
            LoadPlan plan =
                    new LoadPlan(
                            factor == null ? 1 : factor,
                            factor == null,
                            duration,
                            Files.createDirectories(data),
                            ending::await);
            BenchResult result = new LoadSearch(bench, plan, System.err::println).run();
            System.out.println(
                    json
                            ? BenchJson.of(result).encodePrettily()
                            : BenchText.of(result).stripTrailing());
            return exitCode(result);
        } finally {
            ending.done();
        }
    }

    /** The ledger of every step must balance, and it must come to its end. */
    private static int exitCode(BenchResult result) {
        boolean balances = result.steps().stream().allMatch(s -> s.residual() == 0);
        return balances && !result.steps().isEmpty() ? 0 : Main.FAILED;
    }

    private void list() {
        if (json) {
            JsonArray all = new JsonArray();
            for (Bench bench : Bench.values()) {
                all.add(
                        new JsonObject()
                                .put("name", bench.word())
                                .put("what", bench.what())
                                .put("config", bench.config()));
            }
            System.out.println(new JsonObject().put("benches", all).encodePrettily());
            return;
        }
        for (Bench bench : Bench.values()) {
            System.out.printf("%-9s %s%n", bench.word(), bench.what());
        }
    }
}
