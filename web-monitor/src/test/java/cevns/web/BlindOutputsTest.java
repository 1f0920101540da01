package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.RunConfig;
import cevns.daq.run.RunDirectory;
import cevns.web.control.Analysis;
import cevns.web.dashboard.DashboardServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the program gives out of a blind run, of two runs that differ only in what lies
 * in their coincidence region: none of it tells them apart.
 *
 * <p>Three things may: the raw records (and what {@code inspect} sums up of all their samples), and
 * {@code campaign.json.gz}, which holds what the next run carries, as its records do.
 */
class BlindOutputsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    private static Path with;
    private static Path without;

    @BeforeAll
    static void takeBoth() throws IOException {
        with = folder.resolve("a");
        without = folder.resolve("b");
        BlindRunFiles.write(with, true);
        BlindRunFiles.write(without, false);
    }

    private String text(Path data, String... command) {
        String[] words =
                Stream.concat(Stream.of(command), Stream.of("--data", data.toString()))
                        .toArray(String[]::new);
        Program program = Program.run(words);
        String all = program.code() + program.out() + program.err();
        return all.replace(data.toString(), "DATA");
    }

    @Test
    void writesTheSameFiles() throws IOException {
        for (String name : List.of("snapshots.jsonl", "summary.json", "run.conf")) {
            String file = "run-000001/" + name;
            assertThat(with.resolve(file)).as(name).hasSameBinaryContentAs(without.resolve(file));
        }
        try (Stream<Path> files = Files.list(with.resolve("run-000001"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "snapshots.jsonl",
                            "summary.json",
                            "run.conf",
                            "raw",
                            "writer.lock",
                            "campaign.json.gz");
        }
    }

    @Test
    void printsTheSameOfEveryCommand() {
        for (String line :
                List.of(
                        "replay 1",
                        "replay 1 --json",
                        "replay 1 --unblinded",
                        "runs",
                        "runs --json",
                        "verify 1",
                        "verify 1 --json",
                        "inspect 1")) {
            String given = text(with, line.split(" "));
            assertThat(given).as(line).isEqualTo(text(without, line.split(" ")));
            assertThat(given).as(line).doesNotContain(" C " + BlindRunFiles.COINCIDENCE);
        }
        assertThat(text(with, "replay", "1")).contains("C blinded, AC 10,", "identical");
        assertThat(text(with, "verify", "1", "--json")).contains("\"replay\" : \"identical\"");
    }

    @Test
    void inspectsTheSameButTheSamples() {
        assertThat(inspected(with)).isEqualTo(inspected(without));
    }

    private static JsonObject inspected(Path data) {
        JsonObject json = Program.run("inspect", "1", "--json", "--data", data.toString()).json();
        for (Object channel : json.getJsonArray("channels")) {
            ((JsonObject) channel).remove("samplesSum");
            ((JsonObject) channel).remove("samplesMd5");
        }
        return json;
    }

    @Test
    void answersTheSameOverHttp() throws Exception {
        Map<String, String> first = answers(with);
        assertThat(first).isEqualTo(answers(without));
        assertThat(first.get("api/snapshot")).contains("\"coincidence\":null");
        assertThat(first.get("api/waveforms")).contains("\"name\":\"pmt\"", "\"samples\":2750");
        assertThat(first.get("metrics"))
                .contains("cevns_blinded 1", "window=\"anticoincidence\"} 10")
                .contains("cevns_expected_signal_events")
                .doesNotContain("\"coincidence\"", "cut=\"charge\"", "cevns_excess");
        assertThat(first.get("api/stream")).contains("event: snapshot");
    }

    private static Map<String, String> answers(Path data) throws Exception {
        RunDirectory run = RunDirectory.find("1", data);
        RunConfig config = RunConfig.ofText(Files.readString(run.config()));
        Shown shown = Shown.replay(data, config, Double.POSITIVE_INFINITY);
        DashboardServer server = new DashboardServer(shown, shown::metrics, "127.0.0.1", 0);
        shown.watch(server.viewers());
        try (Analysis analysis = Analysis.of(run, null, shown::publish)) {
            shown.show(analysis, config);
            analysis.run();
            String base = "http://127.0.0.1:" + server.start() + "/";
            Map<String, String> answers = new LinkedHashMap<>();
            for (String path : List.of("api/snapshot", "api/history", "api/waveforms", "metrics")) {
                var request = HttpRequest.newBuilder(URI.create(base + path)).build();
                byte[] body = CLIENT.send(request, BodyHandlers.ofByteArray()).body();
                answers.put(path, ofTheRun(new String(body, StandardCharsets.ISO_8859_1)));
            }
            var stream =
                    HttpRequest.newBuilder(URI.create(base + "api/stream?topics=snapshot")).build();
            try (Stream<String> lines = CLIENT.send(stream, BodyHandlers.ofLines()).body()) {
                answers.put("api/stream", lines.limit(3).collect(Collectors.joining("\n")));
            }
            return answers;
        } finally {
            server.close();
        }
    }

    /** Without what the machine has to do with. */
    private static String ofTheRun(String text) {
        return text.lines()
                .filter(line -> !line.matches(".*(jvm_|cevns_storage_|cevns_web_).*"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void givesOutTheCountsWhenTwoPeopleHaveDecided() throws IOException {
        Path data = folder.resolve("c");
        BlindRunFiles.write(data, true);
        assertThat(text(data, "unblind", "1", "--who", "mara", "--comment", "frozen"))
                .startsWith("0");
        assertThat(text(data, "unblind", "1", "--who", "jo", "--comment", "agreed"))
                .startsWith("0");
        assertThat(text(data, "replay", "1")).contains("C blinded", "identical");
        String opened = text(data, "replay", "1", "--unblinded");
        assertThat(opened).contains("C 30, AC 10,", "UNBLINDED", "not compared");
    }
}
