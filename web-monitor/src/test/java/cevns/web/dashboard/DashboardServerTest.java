package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.record.RunMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {

    private static final String HOST = "127.0.0.1";
    private static final String ECHARTS = "lib/echarts/6.0.0/dist/echarts.esm.min.js";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private final DashboardServer server = new DashboardServer(feed, () -> "m 1\n", HOST, 0);
    private int port;

    @BeforeEach
    void start() throws IOException {
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void redirectsToTheOverviewByARelativeAddress() throws Exception {
        HttpResponse<String> answer = get("");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("overview");
    }

    @Test
    void letsThePageLoadFromThisServerAlone() throws Exception {
        for (String path : List.of("overview", "css/theme.css", "js/main.js", "api/snapshot")) {
            assertThat(get(path).headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(p -> assertThat(p).startsWith("default-src 'self';"))
                    .hasValueSatisfying(p -> assertThat(p).doesNotContain("unsafe"));
            assertThat(get(path).headers().firstValue("x-content-type-options"))
                    .contains("nosniff");
        }
        assertThat(get("overview").body())
                .doesNotContain("style=", "<style", "onclick", "http://", "https://", "=\"/");
    }

    @Test
    void givesTheBytesOfTheNewestSnapshot() throws Exception {
        assertThat(get("api/snapshot").statusCode()).isEqualTo(204);
        feed.publish(DemoRun.csi(60, 1_790_000_000_000_000_000L, RunMode.LIVE, null));
        String line = new String(feed.latest().json(), StandardCharsets.UTF_8);
        assertThat(get("api/snapshot").body()).isEqualTo(line);
    }

    @Test
    void servesThePlottingLibraryPackedAndForAYear() throws Exception {
        HttpResponse<byte[]> packed =
                client.send(
                        request(ECHARTS).header("accept-encoding", "gzip").build(),
                        BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("cache-control"))
                .contains("public, immutable, max-age=31536000");
        assertThat(packed.body().length).isLessThan(400_000);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(get(ECHARTS).body());
        }
    }

    @Test
    void doesNotSendAFileThatTheBrowserHas() throws Exception {
        String tag = get("js/main.js").headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again =
                client.send(
                        request("js/main.js").header("if-none-match", tag).build(),
                        BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "css/..%2f..%2fcevns%2fweb%2fdashboard%2fbuild.properties",
                "css/../../logback.xml",
                "js/",
                "js",
                "index.htm",
                "lib/echarts/6.0.0/package.json",
                "lib/..%2f..%2fMANIFEST.MF",
                "spectra",
                "js/main.js%00.css"
            })
    void hasNothingOutsideItsFolders(String path) throws Exception {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    @Test
    void takesNoCommands() throws Exception {
        HttpResponse<String> answer =
                client.send(
                        request("api/snapshot")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void givesMetricsInTheTextFormatOfPrometheus() throws Exception {
        HttpResponse<String> answer = get("metrics");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("m 1\n");
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, java.net.InetAddress.getByName(HOST));
                DashboardServer second =
                        new DashboardServer(feed, () -> "", HOST, other.getLocalPort())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "port %d is taken on 127.0.0.1: end the program that uses it, or"
                                    + " choose another with --port",
                            other.getLocalPort());
        }
    }

    @Test
    void sendsAWaveformOnlyOnce() throws Exception {
        assertThat(get("api/waveforms").statusCode()).isEqualTo(204);
        feed.publish(List.of(DemoTraces.pmt(5, 1_790_000_000_000_000_000L)));
        HttpResponse<byte[]> answer = waveforms("channels=pmt&columns=700");
        ByteBuffer body = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[body.getInt()];
        body.get(json);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"seq\":1", "\"name\":\"pmt\"", "\"samples\":35000", "\"values\":1400");
        assertThat(json.length % 4).isZero();
        assertThat(body.remaining()).isEqualTo(2 * 1400);
        assertThat(waveforms("channels=pmt&columns=700&after=1").statusCode()).isEqualTo(204);

        feed.publish(List.of(DemoTraces.pmt(6, 1_790_000_000_016_000_000L)));
        assertThat(waveforms("channels=pmt&columns=700&after=1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns=0", "columns=4097", "columns=x", "after=-2", "after=1e3"})
    void saysWhatIsWrongWithAQuestion(String query) throws Exception {
        HttpResponse<String> answer = get("api/waveforms?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(query.substring(query.indexOf('=') + 1));
    }

    private HttpResponse<byte[]> waveforms(String query) throws Exception {
        return client.send(request("api/waveforms?" + query).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/" + path));
    }
}
