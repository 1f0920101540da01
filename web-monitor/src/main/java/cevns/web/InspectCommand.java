package cevns.web;

import cevns.daq.run.RunDirectory;
import cevns.web.recorded.Inspection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is in a recorded file or run. */
@Command(
        name = "inspect",
        description = "Say what is in a recorded file or run.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens inspect --json th228.fcio")
final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE|RUN", description = "a recorded file, or a run")
    private String what;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin private DataOption data;

    @Override
    public Integer call() throws IOException {
        Path path = Path.of(what);
        Inspection inspection =
                Files.isRegularFile(path)
                        ? Inspection.ofFile(path)
                        : Inspection.ofRun(RunDirectory.find(what, data.path));
        System.out.println(json ? inspection.json().encodePrettily() : table(inspection.json()));
        if (inspection.trailingBytes() > 0 || !inspection.problems().isEmpty()) {
            System.err.println(problem(inspection));
            return Main.FAILED;
        }
        return 0;
    }

    private String problem(Inspection inspection) {
        String first = inspection.problems().isEmpty() ? "" : ": " + inspection.problems().get(0);
        int more = inspection.problems().size() - 1;
        return what
                + ": "
                + inspection.trailingBytes()
                + " bytes left over"
                + first
                + (more > 0 ? " (and " + more + " more)" : "");
    }

    private static String table(JsonObject json) {
        StringBuilder text = new StringBuilder();
        text.append(json.getString("format"))
                .append(": ")
                .append(json.getLong("records"))
                .append(" records, ")
                .append(json.getLong("trailingBytes"))
                .append(" bytes left over");
        if (json.containsKey("counts")) {
            text.append("\n  ").append(json.getJsonObject("counts").encode());
        }
        text.append(
                String.format(
                        "%n%-12s %10s %-16s %20s %20s",
                        "channel", "waveforms", "samples", "first [ns]", "last [ns]"));
        for (Object each : json.getJsonArray("channels")) {
            JsonObject channel = (JsonObject) each;
            text.append(
                    String.format(
                            "%n%-12s %10d %-16s %20d %20d",
                            channel.getString("channel"),
                            channel.getLong("waveforms"),
                            channel.getJsonArray("samplesPerWaveform").encode(),
                            channel.getLong("firstTimeNs"),
                            channel.getLong("lastTimeNs")));
        }
        return text.toString();
    }
}
