package cevns.web;

import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the catalogue. */
@Command(
        name = "runs",
        description = "List the runs; with --rebuild made again from the run directories.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens runs --json")
final class RunsCommand implements Callable<Integer> {

    @Option(names = "--rebuild", description = "make the catalogue again from the directories")
    private boolean rebuild;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() {
        if (!Files.isDirectory(data.path)) {
            throw new IllegalArgumentException(
                    data.path + ": there is no such directory, so there are no runs in it");
        }
        RunCatalogue catalogue = RunCatalogue.open(data.path);
        if (rebuild) {
            catalogue.rebuild();
        }
        List<RunInfo> runs = catalogue.runs();
        if (json) {
            JsonArray all = new JsonArray();
            runs.forEach(run -> all.add(document(run)));
            System.out.println(new JsonObject().put("runs", all).encodePrettily());
            return 0;
        }
        System.out.printf(
                "%6s %-8s %-9s %-20s %10s %-9s %9s %s%n",
                "run", "state", "mode", "start (UTC)", "length [s]", "end", "MiB", "detector");
        runs.forEach(RunsCommand::line);
        return 0;
    }

    private static void line(RunInfo run) {
        System.out.printf(
                "%6d %-8s %-9s %-20s %10s %-9s %9.1f %s%n",
                run.run(),
                lower(run.state()),
                lower(run.mode()),
                Instant.ofEpochSecond(run.startNs() / 1_000_000_000L),
                run.endNs() == 0
                        ? "—"
                        : String.format(Locale.ROOT, "%.1f", (run.endNs() - run.startNs()) * 1e-9),
                run.endReason() == null ? "—" : lower(run.endReason()),
                run.bytes() / 1048576.0,
                run.detector());
    }

    private static JsonObject document(RunInfo run) {
        return new JsonObject()
                .put("run", run.run())
                .put("directory", run.directory())
                .put("state", lower(run.state()))
                .put("mode", lower(run.mode()))
                .put("startNs", run.startNs())
                .put("endNs", run.endNs())
                .put("endReason", run.endReason() == null ? null : lower(run.endReason()))
                .put("detector", run.detector())
                .put("bytes", run.bytes());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
