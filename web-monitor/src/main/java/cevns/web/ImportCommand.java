package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.web.control.Analysis;
import cevns.web.control.Campaigns;
import cevns.web.control.Recovery;
import cevns.web.recorded.Importer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a run from files that another program recorded. */
@Command(
        name = "import",
        description = "Make a run from files that another program recorded.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens import wave0.dat wave1.dat --config runs/sipm-wavedump")
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "the files of one run")
    private List<Path> files;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            required = true,
            description = "how to read and analyse them")
    private String config;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() throws IOException {
        RunConfig run = RunConfig.load(config, Digitizers::check);
        for (Path file : files) {
            Digitizers.formatOf(file); // a wrong file is refused before a run is begun
        }
        Ending ending = new Ending();
        try {
            Recovery.run(data.path);
            RunCatalogue catalogue = RunCatalogue.open(data.path);
            RunDirectory directory = RunDirectory.next(data.path);
            Importer.Result result;
            try {
                String carried = Campaigns.carried(run, 1, data.path, directory.run());
                Progress progress = new Progress("import");
                result =
                        Importer.run(
                                files,
                                run,
                                directory,
                                carried,
                                WallClock.SYSTEM,
                                ending::isAsked,
                                progress);
                progress.done();
            } catch (IOException | RuntimeException e) {
                directory.delete();
                throw e;
            }
            try (Analysis analysis = Analysis.of(directory, directory.snapshots(), s -> {})) {
                analysis.run();
                analysis.writeSummary(directory);
                catalogue.update(directory);
                print(result, analysis);
            }
            result.problems().forEach(System.err::println);
            return 0;
        } finally {
            ending.done();
        }
    }

    private void print(Importer.Result result, Analysis analysis) {
        var sources = analysis.pipeline().sources();
        if (json) {
            System.out.println(
                    new JsonObject()
                            .put("run", result.directory().run())
                            .put("directory", result.directory().path().toString())
                            .put("records", result.records())
                            .put("sources", LedgerJson.of(sources))
                            .put("problems", new JsonArray(result.problems()))
                            .encodePrettily());
            return;
        }
        System.out.println(LedgerJson.table(sources));
        System.out.printf(
                "run %d in %s: %d records%n",
                result.directory().run(), result.directory().path(), result.records());
    }
}
