package cevns.web;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.config.RunConfig;
import cevns.daq.record.Unblinding;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.web.control.Analysis;
import cevns.web.control.BlindRun;
import cevns.web.control.Fold;
import cevns.web.control.Pacer;
import cevns.web.control.Verification;
import cevns.web.control.Version;
import cevns.web.dashboard.DashboardServer;
import cevns.web.recorded.Importer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the same pipeline on recorded data. */
@Command(
        name = "replay",
        description =
                "Run the same pipeline on recorded runs, or on files that another program recorded;"
                        + " with --web on the dashboard. One run goes on from what its campaign had"
                        + " when it was taken; several runs are added up from nothing, in the order"
                        + " given, without those that were flagged since (sevens runs --flag).",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample: sevens replay th228.fcio --config runs/th228-fcio --web",
            "         sevens replay 1 2 3 --keep-campaign",
            "         sevens replay 3 --unblinded"
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "RUN|FILE",
            arity = "1..*",
            description = "runs, in order; or the files of one run")
    private List<String> names;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            description = "analyse with this configuration instead of the recorded one")
    private String config;

    @Option(
            names = "--speed",
            paramLabel = "max|1|10",
            description = "data seconds a second (default: ${DEFAULT-VALUE})")
    private String speed = "max";

    @Option(
            names = "--snapshots",
            paramLabel = "FILE",
            description = "write the snapshots of the replay there")
    private Path snapshots;

    @Option(
            names = "--keep-campaign",
            description =
                    "with several runs: keep the state of their campaign after each, so that the"
                            + " next run goes on from it")
    private boolean keepCampaign;

    @Option(
            names = "--unblinded",
            description =
                    "show the result of a blind run, which two people have opened since (sevens"
                            + " unblind)")
    private boolean unblinded;

    @Option(names = "--web", description = "show it on the dashboard until Ctrl-C")
    private boolean withPage;

    @Option(names = "--json", description = "print the last snapshot as one JSON document")
    private boolean json;

    @Mixin private DataOption data;
    @Mixin private WebOption web;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ending ending = new Ending();
        double pace = pace();
        List<RunDirectory> runs = new ArrayList<>();
        Path imported = null;
        try {
            RunConfig other = config == null ? null : RunConfig.load(config, Digitizers::check);
            if (Files.isRegularFile(Path.of(names.get(0)))) {
                imported = Files.createTempDirectory("sevens-replay-");
                runs.add(importFiles(imported, other, ending));
                other = null; // it stands in the imported run
            } else {
                names.forEach(name -> runs.add(RunDirectory.find(name, data.path)));
                checkRuns(runs, other);
            }
            return withPage
                    ? show(runs, other, pace, ending)
                    : replayAll(runs, other, pace, ending, null);
        } finally {
            if (imported != null) {
                RunDirectory.all(imported).forEach(RunDirectory::delete);
                Files.delete(imported);
            }
            ending.done();
        }
    }

    private int show(List<RunDirectory> runs, RunConfig other, double pace, Ending ending)
            throws IOException, InterruptedException {
        RunConfig first =
                other != null ? other : RunConfig.ofText(Files.readString(runs.get(0).config()));
        Shown shown = Shown.replay(runs.get(0).path(), first, pace);
        DashboardServer server = web.start(shown);
        try {
            int code = replayAll(runs, other, pace, ending, shown);
            if (!ending.isAsked()) {
                System.err.println("the replay is over; the page stays until Ctrl-C");
                ending.await(null);
            }
            return code;
        } finally {
            server.close();
        }
    }

    private int replayAll(
            List<RunDirectory> runs, RunConfig other, double pace, Ending ending, Shown shown)
            throws IOException {
        int code = 0;
        Snapshot last = null;
        Fold fold = runs.size() > 1 ? new Fold(other, keepCampaign) : null;
        for (RunDirectory run : runs) {
            String flag = fold == null ? null : fold.flag(run);
            if (flag != null) {
                System.err.printf("run %d is left out: %s%n", run.run(), flag);
                continue;
            }
            Path scratch = Files.createTempDirectory("sevens-replay-");
            Path log = scratch.resolve("snapshots.jsonl");
            Pacer pacer = new Pacer(pace, ending::isAsked);
            try {
                try (Analysis analysis = analysis(run, other, fold, log, shown, pacer)) {
                    if (shown != null) {
                        String text = Files.readString(run.config());
                        RunConfig with = other != null ? other : RunConfig.ofText(text);
                        shown.show(analysis, with);
                    }
                    Progress progress = new Progress("replay of run " + run.run());
                    analysis.run(
                            () -> {
                                progress.accept(analysis.fraction());
                                return ending.isAsked();
                            });
                    progress.done();
                    last = analysis.latest();
                    if (fold != null && analysis.ended()) {
                        fold.add(run, analysis);
                    }
                }
                if (ending.isAsked()) {
                    System.err.println("the replay was stopped before its end");
                    return Main.FAILED;
                }
                String why = opens(run) ? "opened afterwards" : notComparable(other, fold);
                if (!sameAsLive(run, log, why)) {
                    code = Main.FAILED;
                }
                if (snapshots != null) {
                    Files.copy(log, snapshots, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(log);
                Files.deleteIfExists(scratch);
            }
        }
        if (last == null) {
            System.err.println("no snapshot came of it: the run is empty");
            return Main.FAILED;
        }
        if (json) {
            System.out.println(new String(SnapshotJson.line(last), StandardCharsets.UTF_8));
        } else {
            System.out.println(LedgerJson.table(last.sources()));
            System.out.print(TimingText.of(last.beam().timing()));
            System.out.printf(
                    "run %d: snapshot %d, C %s, AC %d, residual %d%n",
                    last.run(),
                    last.number(),
                    last.blinding().isBlind() ? "blinded" : last.counts().coincidence(),
                    last.counts().anticoincidence(),
                    last.residual());
        }
        return last.residual() == 0 ? code : Main.FAILED;
    }

    private Analysis analysis(
            RunDirectory run, RunConfig other, Fold fold, Path log, Shown shown, Pacer pacer)
            throws IOException {
        java.util.function.Consumer<Snapshot> publish =
                snapshot -> {
                    if (shown != null) {
                        shown.publish(snapshot);
                    }
                    pacer.await(snapshot.timeNs());
                };
        return Analysis.with(
                fold == null ? null : fold.before(),
                other,
                opens(run) ? decision(run) : null,
                run,
                log,
                publish);
    }

    private static String notComparable(RunConfig other, Fold fold) {
        if (other != null) {
            return "another configuration";
        }
        return fold == null ? null : fold.notComparable();
    }

    /** Says whether the replay gave what was taken; {@code why} it cannot be compared, or null. */
    private static boolean sameAsLive(RunDirectory run, Path log, String why) throws IOException {
        if (!Files.exists(run.snapshots())) {
            return true; // a run that was imported for this replay has none
        }
        if (why != null) {
            System.err.println("snapshots not compared: " + why);
            return true;
        }
        if (Files.mismatch(run.snapshots(), log) < 0) {
            System.err.println("snapshots identical to those of the run, byte for byte");
            return true;
        }
        String taken = Verification.codeVersion(run);
        if (!taken.equals(Version.program())) {
            System.err.printf(
                    "snapshots not compared: the run was taken with %s, this is %s%n",
                    taken, Version.program());
            return true;
        }
        System.err.println("snapshots DIFFER from those of the run; sevens verify says where");
        return false;
    }

    private RunDirectory importFiles(Path into, RunConfig run, Ending ending) throws IOException {
        if (run == null) {
            throw new ParameterException(
                    spec.commandLine(), "a file needs --config, to say how it is analysed");
        }
        RunDirectory directory = RunDirectory.next(into);
        List<Path> files = names.stream().map(Path::of).toList();
        Progress progress = new Progress("import");
        Importer.run(files, run, directory, "", WallClock.SYSTEM, ending::isAsked, progress)
                .problems()
                .forEach(System.err::println);
        progress.done();
        return directory;
    }

    private void checkRuns(List<RunDirectory> runs, RunConfig other) {
        for (RunDirectory run : runs) {
            if (other != null && !unblinded) {
                BlindRun.check(run, other);
            }
        }
        if (runs.stream().map(RunDirectory::absolute).distinct().count() < runs.size()) {
            throw new ParameterException(spec.commandLine(), "a run is given twice");
        }
        if (keepCampaign && runs.size() == 1) {
            throw new ParameterException(
                    spec.commandLine(), "--keep-campaign needs all runs of the campaign, in order");
        }
    }

    private boolean opens(RunDirectory run) {
        return unblinded && BlindRun.isBlind(run);
    }

    /**
     * The decision that opens a blind run.
     *
     * @throws IOException if there is none
     */
    private Unblinding decision(RunDirectory run) throws IOException {
        Unblinding decided =
                BlindRun.decision(run)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "run %d is blind, and no two people have opened it: %s has no decision for its analysis (sevens unblind %d --who NAME --comment TEXT)"
                                                        .formatted(
                                                                run.run(),
                                                                BlindRun.log(run).file(),
                                                                run.run())));
        System.err.printf(
                "run %d UNBLINDED, as %s have decided: another lineage than its own snapshots%n",
                run.run(), String.join(" and ", decided.who()));
        return decided;
    }

    private double pace() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        if (speed.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(speed) > 0) {
            return Double.parseDouble(speed);
        }
        throw new ParameterException(
                spec.commandLine(), "--speed " + speed + ": max or a number above 0 is expected");
    }
}
