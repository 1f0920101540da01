package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.web.control.Acquisition;
import cevns.web.control.Command.Action;
import cevns.web.control.Outcome.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run control over HTTP: what it understands, and from whom it takes commands. */
class ControlApiTest {

    private static final String HOST = "127.0.0.1";

    @TempDir Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private Acquisition acquisition;
    private DashboardServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        // No device answers there: a run that is begun waits for its sources.
        acquisition =
                new Acquisition(
                        new Acquisition.Supply(
                                DemoRun.CSI, 1, data, s -> {}, () -> {}, r -> {}, r -> {}));
        server =
                new DashboardServer(
                        new TestFeed(DemoRun.CSI, false), () -> "", HOST, 0, acquisition);
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        acquisition.close();
    }

    @Test
    void takesCommandsAndSaysHowThingsStand() throws Exception {
        JsonObject idle = json(send(get()), 200);
        assertThat(idle.getString("goal")).isEqualTo("idle");
        assertThat(idle.getValue("run")).isNull();

        JsonObject refused = json(post("{\"action\":\"pause\",\"who\":\"mara\"}"), 409);
        assertThat(refused.getString("result")).isEqualTo("refused");
        assertThat(refused.getString("text")).isEqualTo("Pause: nothing is running");

        String start = "{\"action\":\"start\",\"who\":\"mara\",\"comment\":\"shift\",\"id\":\"7\"}";
        JsonObject done = json(post(start), 200);
        assertThat(done.getString("result")).isEqualTo("done");
        assertThat(done.getString("goal")).isEqualTo("running");
        assertThat(done.getInteger("run")).isEqualTo(1);
        assertThat(json(post(start), 200).getString("result")).isEqualTo("already");

        assertThat(json(post("{\"action\":\"stop\",\"who\":\"jo\"}"), 200).getString("goal"))
                .isEqualTo("idle");
        assertThat(acquisition.commands().of(Action.START, Result.DONE)).isEqualTo(1);
        assertThat(acquisition.commands().of(Action.START, Result.ALREADY)).isEqualTo(1);
        assertThat(acquisition.commands().of(Action.PAUSE, Result.REFUSED)).isEqualTo(1);
        assertThat(Files.readAllLines(data.resolve("control.jsonl"))).hasSize(4);
    }

    @Test
    void saysWhatIsWrongWithACommand() throws Exception {
        assertThat(problem("")).contains("a JSON object");
        assertThat(problem("[1]")).contains("a JSON object");
        assertThat(problem("{\"action\":7,\"who\":\"mara\"}")).isNotEmpty();
        assertThat(problem("{\"action\":\"go\",\"who\":\"mara\"}"))
                .isEqualTo(
                        "action 'go': start, stop, pause, resume, subrun, flag or lift is"
                                + " expected");
        assertThat(problem("{\"action\":\"start\"}")).contains("the name of the operator");
        assertThat(problem("{\"action\":\"start\",\"who\":\"a\\nb\"}"))
                .contains("control characters");
        assertThat(problem("{\"action\":\"start\",\"who\":\"m\",\"force\":\"y\"}"))
                .startsWith("force: unknown");
        assertThat(problem("{\"action\":\"" + "x".repeat(5000) + "\"}")).contains("4096 bytes");
        assertThat(acquisition.run()).isNull();
    }

    @Test
    void takesNoCommandThatAnotherSitesPageSends() throws Exception {
        String start = "{\"action\":\"start\",\"who\":\"mallory\"}";
        HttpRequest.Builder foreign =
                request().header("origin", "https://example.org").POST(body(start));
        assertThat(send(foreign.header("content-type", "application/json")).statusCode())
                .isEqualTo(403);
        // what a form of another site can send without being asked
        HttpRequest.Builder form = request().header("content-type", "text/plain").POST(body(start));
        assertThat(send(form).statusCode()).isEqualTo(403);
        assertThat(acquisition.run()).isNull();
    }

    @Test
    void takesNoCommandUnderANameThatIsNotThisMachines() throws Exception {
        String body = "{\"action\":\"start\",\"who\":\"mallory\"}";
        String request =
                "POST /api/control HTTP/1.1\r\nhost: evil.example:"
                        + port
                        + "\r\ncontent-type: application/json\r\nconnection: close\r\n"
                        + "content-length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        try (java.net.Socket socket = new java.net.Socket(HOST, port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403");
        }
        assertThat(acquisition.run()).isNull();
    }

    private String problem(String body) throws Exception {
        return json(post(body), 400).getString("text");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request().header("content-type", "application/json").POST(body(body)));
    }

    private HttpRequest.Builder get() {
        return request().GET();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/api/control"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    private static JsonObject json(HttpResponse<String> answer, int code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        return new JsonObject(answer.body());
    }
}
