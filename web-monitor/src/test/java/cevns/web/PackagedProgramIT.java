package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, done by the jar that users get, over real sockets and in processes of its own. */
class PackagedProgramIT {

    @TempDir Path folder;

    @Test
    void takesARunThatVerifiesAndReplaysToTheSameBytes() throws Exception {
        try (SevensProcess demo =
                SevensProcess.start(folder, "demo", "--duration", "8s", "--port", "0")) {
            String address = demo.awaitOut("dashboard: (http://127.0.0.1:\\d+/)");
            awaitMarks(address, 100);
            assertThat(get(address + "overview").body()).contains("<html");
            assertThat(get(address + "metrics").body())
                    .contains("cevns_ledger_residual_units 0")
                    .contains("mode=\"simulated\"");
            assertThat(demo.await()).as(demo.err()).isZero();
        }
        Path data = folder.resolve("sevens-data");

        JsonObject verified = Program.run("verify", "--json", "1", "--data", data + "").json();
        assertThat(verified.getBoolean("ok")).as(verified.encode()).isTrue();
        assertThat(verified.getLong("residual")).isZero();
        assertThat(verified.getString("replay")).isEqualTo("identical");
        JsonArray sources = verified.getJsonArray("sources");
        assertThat(sources).hasSize(4);

        Path again = folder.resolve("replayed.jsonl");
        Program replayed =
                Program.run("replay", "1", "--data", data + "", "--snapshots", again.toString());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        Path live = data.resolve("run-000001/snapshots.jsonl");
        assertThat(Files.mismatch(live, again)).isEqualTo(-1);
        assertThat(Files.readAllLines(live)).hasSizeGreaterThan(10);

        JsonObject run =
                Program.run("runs", "--json", "--data", data + "")
                        .json()
                        .getJsonArray("runs")
                        .getJsonObject(0);
        assertThat(run.getString("state")).isEqualTo("closed");
        assertThat(run.getString("mode")).isEqualTo("simulated");
        assertThat(run.getString("endReason")).isEqualTo("time");
        // 60 Hz for most of the run: 2 channels of the board, and the pulses of the stream.
        double seconds = (run.getLong("endNs") - run.getLong("startNs")) / 1e9;
        assertThat(seconds).isGreaterThanOrEqualTo(8);
        assertThat(sources.getJsonObject(0).getDouble("built"))
                .isBetween(400.0, 2 * 60 * seconds + 4);
        assertThat(sources.getJsonObject(1).getLong("built")).isGreaterThan(200L);
    }

    @Test
    void leavesARunAloneThatAnotherProgramIsTaking() throws Exception {
        String data = folder.resolve("data").toString();
        try (SevensProcess first =
                SevensProcess.start(folder, "demo", "--port", "0", "--data", data)) {
            awaitMarks(first.awaitOut("dashboard: (http://127.0.0.1:\\d+/)"), 30);
            try (SevensProcess second =
                    SevensProcess.start(
                            folder, "demo", "--port", "0", "--data", data, "--duration", "1s")) {
                assertThat(second.await()).as(second.err()).isZero();
                assertThat(second.err()).doesNotContain("had died");
            }
            assertThat(state(data)).isEqualTo("running");
            first.terminate();
            first.await();
        }
        Program run = Program.run("inspect", "--json", "1", "--data", data);
        assertThat(run.json().getJsonObject("counts").getLong("RUN_END")).isEqualTo(1);
    }

    @Test
    void endsAReplayAtOnceWhenItIsTold() throws Exception {
        String data = folder.resolve("data").toString();
        try (SevensProcess demo =
                SevensProcess.start(
                        folder, "demo", "--port", "0", "--data", data, "--duration", "6s")) {
            assertThat(demo.await()).as(demo.err()).isZero();
        }
        try (SevensProcess replay =
                SevensProcess.start(
                        folder, "replay", "1", "--data", data, "--speed", "0.001", "--web",
                        "--port", "0")) {
            awaitMarks(replay.awaitOut("dashboard: (http://127.0.0.1:\\d+/)"), -1);
            replay.terminate();
            assertThat(replay.await(15)).isNotZero();
            assertThat(replay.err()).contains("the replay was stopped before its end");
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            try (SevensProcess demo =
                    SevensProcess.start(folder, "demo", "--port", port, "--host", "0.0.0.0")) {
                assertThat(demo.await()).isEqualTo(1);
                assertThat(demo.err().strip().lines().reduce((a, b) -> b).orElse(""))
                        .contains("port " + port + " is taken");
            }
        }
    }

    private static String state(String data) {
        return Program.run("runs", "--json", "--data", data)
                .json()
                .getJsonArray("runs")
                .getJsonObject(0)
                .getString("state");
    }

    private static void awaitMarks(String address, long marks) {
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(
                        () -> {
                            HttpResponse<String> answer = get(address + "api/snapshot");
                            return answer.statusCode() == 200
                                    && new JsonObject(answer.body()).getLong("mark") >= marks;
                        });
    }

    private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
