package cevns.web;

import cevns.daq.record.Note;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunInfo;
import cevns.daq.run.RunInspector;
import cevns.daq.run.RunNotes;
import cevns.daq.time.WallClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        description =
                "List the runs; with --rebuild made again from the run directories. Where no"
                        + " catalogue can be written they are listed from there. A run that is"
                        + " flagged afterwards is left out when its campaign is added up again, and"
                        + " when the next run looks for the last good one.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample: sevens runs --json",
            "         sevens runs --flag 12 \"the target was out\""
        })
final class RunsCommand implements Callable<Integer> {

    @Option(names = "--rebuild", description = "make the catalogue again from the directories")
    private boolean rebuild;

    @Option(
            names = "--flag",
            arity = "2",
            paramLabel = "RUN TEXT",
            hideParamSyntax = true,
            description = "note in notes.jsonl of a run that its data are bad, and why")
    private List<String> flag;

    @Option(
            names = "--lift",
            arity = "2",
            paramLabel = "RUN TEXT",
            hideParamSyntax = true,
            description = "note that they are good after all, and why")
    private List<String> lift;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data.path)) {
            throw new IllegalArgumentException(
                    data.path + ": there is no such directory, so there are no runs in it");
        }
        long nowNs = WallClock.SYSTEM.nowNs();
        String who = System.getProperty("user.name", "");
        if (flag != null) {
            note(flag.get(0), Note.bad(nowNs, who, flag.get(1)));
        }
        if (lift != null) {
            note(lift.get(0), Note.good(nowNs, who, lift.get(1)));
        }
        List<RunInfo> runs = rebuild ? rebuilt() : listed();
        if (json) {
            JsonArray all = new JsonArray();
            for (RunInfo run : runs) {
                all.add(document(run));
            }
            System.out.println(new JsonObject().put("runs", all).encodePrettily());
            return 0;
        }
        System.out.printf(
                "%6s %-8s %-9s %-20s %10s %-9s %9s %s%n",
                "run", "state", "mode", "start (UTC)", "length [s]", "end", "MiB", "detector");
        for (RunInfo run : runs) {
            line(run);
        }
        return 0;
    }

    private List<RunInfo> rebuilt() {
        RunCatalogue catalogue = RunCatalogue.open(data.path);
        catalogue.rebuild();
        return catalogue.runs();
    }

    /** Who may only read the runs can list them all the same. */
    private List<RunInfo> listed() {
        RunCatalogue catalogue;
        try {
            catalogue = RunCatalogue.open(data.path);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof FileSystemException)) {
                throw e; // a catalogue that is damaged is no reason to go on without it
            }
            System.err.println(
                    e.getMessage()
                            + " ("
                            + Main.text(e.getCause())
                            + "); listed from the run directories");
            return RunCatalogue.look(data.path);
        }
        return catalogue.runs();
    }

    private void note(String name, Note note) throws IOException {
        RunDirectory run = RunDirectory.find(name, data.path);
        RunInfo info = RunInspector.look(run);
        if (info == null || info.state() == RunInfo.State.RUNNING) {
            throw new IllegalArgumentException(
                    "run " + run.run() + " is not over: a flag now is a note of its run control");
        }
        RunNotes.add(run, note);
    }

    private static String flag(RunInfo run) throws IOException {
        return RunNotes.qualityFlag(RunDirectory.of(Path.of(run.directory())));
    }

    private static void line(RunInfo run) throws IOException {
        String flag = flag(run);
        System.out.printf(
                "%6d %-8s %-9s %-20s %10s %-9s %9.1f %s%s%n",
                run.run(),
                lower(run.state()),
                lower(run.mode()),
                Instant.ofEpochSecond(run.startNs() / 1_000_000_000L),
                run.endNs() == 0
                        ? "—"
                        : String.format(Locale.ROOT, "%.1f", (run.endNs() - run.startNs()) * 1e-9),
                run.endReason() == null ? "—" : lower(run.endReason()),
                run.bytes() / 1048576.0,
                run.detector(),
                flag == null ? "" : "  " + flag);
    }

    private static JsonObject document(RunInfo run) throws IOException {
        return new JsonObject()
                .put("run", run.run())
                .put("directory", run.directory())
                .put("state", lower(run.state()))
                .put("mode", lower(run.mode()))
                .put("startNs", run.startNs())
                .put("endNs", run.endNs())
                .put("endReason", run.endReason() == null ? null : lower(run.endReason()))
                .put("detector", run.detector())
                .put("bytes", run.bytes())
                .put("qualityFlag", flag(run));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
