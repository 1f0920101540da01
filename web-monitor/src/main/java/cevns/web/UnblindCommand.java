package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.record.Decision;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.UnblindingLog;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the blinded result of an analysis, when two people have decided so. */
@Command(
        name = "unblind",
        description =
                "Put on record that a blinded result may be looked at: first one person asks for"
                        + " it, then another agrees. From then on the runs of this analysis are"
                        + " open, one that is being taken within a second; those taken before stay"
                        + " as they are (sevens replay --unblinded). It cannot be undone.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample: sevens unblind runs/csi --who mara --comment \"cuts frozen, note 14\"",
            "         sevens unblind runs/csi --who jo --comment \"agreed, note 14\""
        })
final class UnblindCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CONFIG|RUN",
            description = "a file, the name of a shipped one, or a run: its analysis is opened")
    private String what;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            required = true,
            description = "who decides; two different people are needed")
    private String who;

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            required = true,
            description = "why, three characters or more; kept for ever")
    private String comment;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() throws IOException {
        RunConfig run = config();
        if (run.blinding().open()) {
            throw new IllegalArgumentException(
                    what + ": blinding.open is true, so there is nothing to open");
        }
        Decision decision =
                new Decision(
                        WallClock.SYSTEM.nowNs(),
                        who,
                        System.getProperty("user.name", ""),
                        comment,
                        run.blinding().hash(),
                        run.hash(),
                        run.blinding().rule());
        UnblindingLog log = new UnblindingLog(data.path);
        UnblindingLog.Outcome outcome = log.decide(decision);
        List<Decision> decisions = log.decisions(run.blinding().hash());
        if (json) {
            System.out.println(document(run, outcome, decisions).encodePrettily());
        } else if (outcome != UnblindingLog.Outcome.SAME_PERSON) {
            System.out.println(sentence(run, outcome));
            decisions.forEach(d -> System.out.println("  " + d.who() + ": " + d.comment()));
        }
        if (outcome == UnblindingLog.Outcome.SAME_PERSON) {
            System.err.printf(
                    "%s has asked for it before: another person has to agree%n", decision.who());
            return Main.FAILED;
        }
        return 0;
    }

    private RunConfig config() throws IOException {
        boolean isRun = what.matches("\\d{1,9}") || Files.isDirectory(Path.of(what));
        return isRun
                ? RunConfig.ofText(Files.readString(RunDirectory.find(what, data.path).config()))
                : RunConfig.load(what, Digitizers::check);
    }

    private static String sentence(RunConfig run, UnblindingLog.Outcome outcome) {
        String analysis =
                "%s (analysis %s, rule %s)"
                        .formatted(
                                run.name(),
                                run.blinding().hash().substring(0, 8),
                                run.blinding().rule());
        return switch (outcome) {
            case OPENED -> analysis + ": the result is open";
            case OPEN_ALREADY -> analysis + ": the result was open already; nothing was recorded";
            default -> analysis + ": still blind, another person has to agree";
        };
    }

    private static JsonObject document(
            RunConfig run, UnblindingLog.Outcome outcome, List<Decision> decisions) {
        JsonArray all = new JsonArray();
        for (Decision d : decisions) {
            all.add(
                    new JsonObject()
                            .put("timeNs", d.timeNs())
                            .put("who", d.who())
                            .put("user", d.user())
                            .put("comment", d.comment())
                            .put("configHash", d.configHash()));
        }
        boolean open =
                outcome == UnblindingLog.Outcome.OPENED
                        || outcome == UnblindingLog.Outcome.OPEN_ALREADY;
        return new JsonObject()
                .put("name", run.name())
                .put("rule", run.blinding().rule())
                .put("analysisHash", run.blinding().hash())
                .put("recorded", outcome.isRecorded())
                .put("open", open)
                .put("decisions", all);
    }
}
