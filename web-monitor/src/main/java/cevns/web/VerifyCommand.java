package cevns.web;

import cevns.daq.run.RunDirectory;
import cevns.web.control.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks that a run is whole. */
@Command(
        name = "verify",
        description =
                "Check a run: checksums, the ledger of each source (read = built + rejected +"
                        + " lost), and a replay bit-identical to what was recorded.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens verify 12")
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "directory of a run, or its number")
    private String run;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = RunDirectory.find(run, data.path);
        Progress progress = new Progress("verify");
        Verification verification = Verification.of(directory, progress);
        progress.done();
        verification.problems().forEach(System.err::println);
        if (json) {
            System.out.println(document(verification).encodePrettily());
        } else {
            System.out.println(LedgerJson.table(verification.sources()));
            System.out.printf(
                    "%s: %d records, %d bad, residual %d, replay %s%n",
                    verification.ok() ? "ok" : "NOT OK",
                    verification.records(),
                    verification.badRecords(),
                    verification.residual(),
                    word(verification.replay()));
        }
        return verification.ok() ? 0 : Main.FAILED;
    }

    private static JsonObject document(Verification verification) {
        return new JsonObject()
                .put("ok", verification.ok())
                .put("residual", verification.residual())
                .put("records", verification.records())
                .put("badRecords", verification.badRecords())
                .put("replay", word(verification.replay()))
                .put("sources", LedgerJson.of(verification.sources()))
                .put("problems", new JsonArray(verification.problems()));
    }

    private static String word(Verification.Replay replay) {
        return switch (replay) {
            case IDENTICAL -> "identical";
            case DIFFERENT -> "different";
            case NOT_COMPARED -> "notCompared";
        };
    }
}
