package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.drivers.Digitizers;
import cevns.web.Program;
import cevns.web.control.Emulators;
import cevns.web.control.LiveRun;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.Published;
import cevns.web.dashboard.TestFeed;
import cevns.web.metrics.Metrics;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The result page of a run of the emulated detector, as the demo takes it. */
class LiveResultTest {

    @RegisterExtension static final SharedBrowser CHROMIUM = new SharedBrowser();

    @Test
    void showsTheNumbersThatMetricsAndReplayGive(@TempDir Path data) throws Exception {
        double factor = 67_000;
        RunConfig shipped = RunConfig.load("runs/csi-demo", Digitizers::check);
        TestFeed live = new TestFeed(shipped, false);
        Metrics metrics = new Metrics(live, Map.of());
        try (Emulators emulators = Emulators.anywhere(shipped, factor)) {
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
            try (LiveRun run = LiveRun.start(config, factor, data, live::publish)) {
                await().atMost(60, TimeUnit.SECONDS).until(() -> inCoincidence(live) > 2);
                run.stop(EndReason.OPERATOR, "counts enough");
                run.awaitDone();
            }
        }
        Program replay = Program.run("replay", "1", "--json", "--data", data.toString());
        assertThat(replay.err()).contains("identical");
        JsonObject comparison = replay.json().getJsonObject("comparison");
        assertThat(comparison.getLong("coincidence")).isGreaterThan(2);
        try (DashboardServer server = new DashboardServer(live, metrics::scrape, "127.0.0.1", 0)) {
            String origin = "http://127.0.0.1:" + server.start();
            comparesPageAndMetrics(origin, comparison);
        }
    }

    private static void comparesPageAndMetrics(String origin, JsonObject comparison) {
        try (WatchedPage page = CHROMIUM.open(origin, "/result", 1280, 800)) {
            hasState(page.value("excess_events"), "fresh");
            String scraped = page.page.context().request().get(origin + "/metrics").text();
            Map<String, String> numbers = new LinkedHashMap<>();
            numbers.put("result.coincidence", "coincidence");
            numbers.put("result.anticoincidence", "anticoincidence");
            numbers.put("excess_events", "excess");
            numbers.put("expected_signal_events", "predicted");
            numbers.put("signal_strength_ratio", "strength.value");
            numbers.put("significance_sigma:li_ma", "liMaSigma");
            numbers.put("significance_sigma:anytime", "anytimeSigma");
            numbers.put("significance_sigma:model", "model.sigma");
            numbers.put("significance_sigma:fit", "strength.sigma");
            numbers.forEach(
                    (q, place) -> {
                        double expected = number(comparison, place);
                        String shown = page.value(q).getAttribute("value");
                        assertThat(Double.parseDouble(shown)).as(q).isEqualTo(expected);
                        assertThat(scraped(scraped, q)).as(q).isEqualTo(expected);
                    });
        }
    }

    private static long inCoincidence(TestFeed feed) {
        Published latest = feed.latest();
        Snapshot.Comparison c = latest == null ? null : latest.snapshot().comparison();
        return c == null ? 0 : c.coincidence();
    }

    private static double number(JsonObject json, String place) {
        int dot = place.indexOf('.');
        return dot < 0
                ? json.getDouble(place)
                : number(json.getJsonObject(place.substring(0, dot)), place.substring(dot + 1));
    }

    /** The series of /metrics that stands for a value of the page. */
    private static double scraped(String text, String q) {
        String name =
                switch (q) {
                    case "result.coincidence", "result.anticoincidence" ->
                            q.replaceFirst(
                                    "result.(.+)", "cevns_result_counts_events{window=\"$1\"}");
                    default -> "cevns_" + q.replaceFirst(":(.+)", "{method=\"$1\"}");
                };
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in\n" + text));
    }
}
