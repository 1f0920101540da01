package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.drivers.Digitizers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Emulators in one process and the acquisition in another, at addresses of their own, so that each
 * can be killed, stopped and started again.
 */
final class TwoProcesses implements AutoCloseable {

    /** Short, for a test; the shipped ones spare a device that is restarted. */
    private static final List<Double> RECONNECT_S = List.of(0.2, 0.5);

    /** So short a life is not worth the second compiler. */
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path folder;
    private final Path config;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<SevensProcess> started = new ArrayList<>();
    private SevensProcess emulators;
    private SevensProcess daq;
    private String address;

    /** A session of a demo's detector whose runs lie in {@code data}. */
    TwoProcesses(String detector, Path folder, Path data) throws IOException {
        this.folder = folder;
        this.data = data;
        String shipped = "runs/" + detector + "-demo";
        Map<String, Object> overrides = new HashMap<>();
        for (SourceConfig source : RunConfig.load(shipped, Digitizers::check).sources()) {
            String device = "sources." + source.name() + ".device.";
            overrides.put(device + "port", freePort());
            overrides.put(device + "reconnect_s", RECONNECT_S);
            if (source.id() > 2) { // slow control, so that short holes cost readings too
                overrides.put(device + "poll_s", 1);
            }
        }
        config = folder.resolve(detector + ".conf");
        Files.writeString(config, Configs.render(shipped, overrides));
    }

    /** A port that is free for TCP and UDP. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
            return udp.getLocalPort();
        }
    }

    SevensProcess emulators() {
        return emulators;
    }

    SevensProcess daq() {
        return daq;
    }

    void startEmulators() throws IOException {
        emulators = start("emulate", config + "");
    }

    /** Starts the acquisition and waits for the address of its dashboard. */
    void startDaq() throws IOException {
        daq = start("run", config + "", "--data", data + "", "--port", "0");
        address = daq.awaitOut("dashboard: (http://127.0.0.1:\\d+/)");
    }

    private SevensProcess start(String... args) throws IOException {
        SevensProcess process = SevensProcess.start(folder, QUICK, args);
        started.add(process);
        return process;
    }

    /** Waits until every source runs and the marks of the run are beyond this number. */
    JsonObject awaitRunning(long marks) {
        return awaitSnapshot(s -> all(s, true) && s.getLong("mark") > marks);
    }

    /** Waits until no source runs. */
    JsonObject awaitLost() {
        return awaitSnapshot(s -> all(s, false));
    }

    private static boolean all(JsonObject snapshot, boolean running) {
        return snapshot.getJsonArray("sources").stream()
                .map(JsonObject.class::cast)
                .allMatch(s -> s.getString("state").equals("running") == running);
    }

    /** Waits until what the dashboard shows is so. */
    JsonObject awaitSnapshot(Predicate<JsonObject> isSo) {
        JsonObject[] last = {null};
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .ignoreExceptions()
                .until(
                        () -> {
                            last[0] = get("api/snapshot");
                            return isSo.test(last[0]);
                        });
        return last[0];
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** What the catalogue says of a run. */
    JsonObject run(int number) {
        JsonArray runs =
                Program.run("runs", "--json", "--data", data + "").json().getJsonArray("runs");
        return runs.getJsonObject(number - 1);
    }

    /** Verifies a run: it is whole, and read = built + rejected + lost for every source. */
    List<JsonObject> verified(int number) {
        Program verified = Program.run("verify", "--json", number + "", "--data", data + "");
        assertThat(verified.code()).as(verified.out()).isZero();
        JsonObject json = verified.json();
        assertThat(json.getLong("residual")).isZero();
        assertThat(json.getLong("badRecords")).isZero();
        assertThat(json.getString("replay")).isEqualTo("identical");
        List<JsonObject> sources =
                json.getJsonArray("sources").stream().map(JsonObject.class::cast).toList();
        for (JsonObject source : sources) {
            long sum = source.getLong("built") + lost(source);
            for (String cause : source.getJsonObject("rejected").fieldNames()) {
                sum += source.getJsonObject("rejected").getLong(cause);
            }
            assertThat(source.getLong("pending")).isZero();
            assertThat(source.getLong("read")).as(source.encode()).isEqualTo(sum).isPositive();
        }
        return sources;
    }

    /** Units lost, by whatever cause. */
    static long lost(JsonObject source) {
        JsonObject lost = source.getJsonObject("lost");
        return lost.fieldNames().stream().mapToLong(lost::getLong).sum();
    }

    @Override
    public void close() {
        started.forEach(SevensProcess::close);
    }
}
