package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.drivers.Digitizers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and validates a configuration, and prints what it resolves to. */
@Command(
        name = "check",
        description = "Read and validate a configuration, print what it resolves to.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens check runs/csi-demo")
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "a file, or the name of a shipped one")
    private String config;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        RunConfig run = RunConfig.load(config, Digitizers::check);
        if (json) {
            System.out.println(document(run).encodePrettily());
        } else {
            System.out.print(run.text());
        }
        return 0;
    }

    private static JsonObject document(RunConfig run) {
        JsonArray sources = new JsonArray();
        for (SourceConfig source : run.sources()) {
            sources.add(
                    new JsonObject()
                            .put("id", source.id())
                            .put("name", source.name())
                            .put("family", source.family())
                            .put("required", source.required()));
        }
        return new JsonObject()
                .put("name", run.name())
                .put("type", run.type().name())
                .put("detector", run.detector().name())
                .put("configHash", run.hash())
                .put("sources", sources)
                .put("configText", run.text());
    }
}
