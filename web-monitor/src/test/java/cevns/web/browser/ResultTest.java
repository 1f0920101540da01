package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.drivers.Digitizers;
import cevns.web.Program;
import cevns.web.control.Emulators;
import cevns.web.control.LiveRun;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.DemoResult;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.Published;
import cevns.web.dashboard.TestFeed;
import cevns.web.metrics.Metrics;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {

    private static final String HOST = "127.0.0.1";
    private static final List<String> PLOTS =
            List.of("excess-time", "excess-size", "excess-protons", "significance-protons");

    private static final Locator.GetByTextOptions SUBSTRING =
            new Locator.GetByTextOptions().setExact(false);

    private static Playwright playwright;
    private static Browser browser;

    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private DashboardServer server;

    @BeforeAll
    static void launch() {
        Path chromium = Chromium.path();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium)
                                        .setArgs(Chromium.FLAGS));
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Snapshot csi(long second, EndReason end) {
        return DemoRun.csi(second, System.currentTimeMillis() * 1_000_000L, RunMode.SIMULATED, end);
    }

    /** The whole exposure of CsI 2017 in so many steps. */
    private void takeAll(int steps) {
        for (int i = 1; i <= steps; i++) {
            EndReason end = i == steps ? EndReason.OPERATOR : null;
            feed.publish(DemoResult.csi(csi(60 + i, end), (double) i / steps));
        }
    }

    private WatchedPage open(String path, int width, int height) throws IOException {
        server = new DashboardServer(feed, () -> "", HOST, 0);
        return new WatchedPage(
                browser, "http://" + HOST + ":" + server.start(), path, width, height);
    }

    @Test
    void showsTheCountsOfCsI2017BesideThePrediction() throws IOException {
        takeAll(50);
        try (WatchedPage page = open("/result", 1920, 1080)) {
            says(page.value("result.coincidence"), "547");
            says(page.value("result.scaled_anticoincidence"), "405.0");
            says(page.value("excess_events"), "142 ± 31");
            says(page.value("expected_signal_events"), "174 ± 48");
            says(page.value("significance_sigma:li_ma"), "4.61\u2009σ");
            says(page.value("significance_sigma:anytime"), "3.70\u2009σ");
            says(page.page.locator(".tiles"), "Li & Ma, fit: not corrected for looking often");
            says(page.value("signal_strength_ratio"), "0.70");
            says(page.value("result.strength_interval"), "−0.13 +0.14");
            says(page.value("result.null_excess"), "2 ± 20");
            says(page.value("result.share:quenching"), "25\u2009%");
            says(page.value("beam.good_protons"), "1.760 × 10²³");
            for (String plot : PLOTS) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
                hasState(page.plot(plot), "fresh");
            }
            page.page.screenshot(shot("result"));
            readsAPlotByKeys(page);
            opensTheCutFlow(page);
            savesWhatIsShown(page);
        }
    }

    private static void readsAPlotByKeys(WatchedPage page) {
        Locator plot = page.plot("excess-size");
        plot.focus();
        page.page.keyboard().press("Home");
        says(plot.locator(".cursor-words"), "from [PE]6to [PE]8");
        page.page.keyboard().press("ArrowRight");
        says(plot.locator(".spoken"), "from [PE] 8, to [PE] 10");
        page.page.keyboard().press("Escape");
        that(plot.locator(".cursor-words")).isHidden();
        plot.locator("select").selectOption("counts");
        says(plot.locator(".keys"), "α·AC 405.0");
        assertThat(page.page.url()).contains("size-shows=counts");
    }

    private static void opensTheCutFlow(WatchedPage page) {
        Locator table = page.page.locator("details[data-table=cut-flow]");
        that(table.locator("table")).isHidden();
        table.locator("summary").click();
        that(table.locator("table")).isVisible();
        // what is left after the last cut is what was selected
        Locator last = table.locator("tbody tr").last();
        assertThat(last.locator("td").nth(1).innerText())
                .isEqualTo(page.value("cutflow.selected:coincidence").innerText());
        assertThat(last.locator("td").nth(3).innerText())
                .isEqualTo(page.value("cutflow.selected:anticoincidence").innerText());
    }

    private static void savesWhatIsShown(WatchedPage page) throws IOException {
        Locator files = page.plot("excess-time").locator(".files");
        Download saved = page.page.waitForDownload(() -> files.getByText("CSV", SUBSTRING).click());
        assertThat(saved.suggestedFilename()).isEqualTo("run-1234-excess-time.csv");
        List<String> lines = Files.readAllLines(saved.path());
        assertThat(lines.get(0)).isEqualTo("# SIMULATED: emulated detector, not data");
        List<String> head = lines.stream().filter(line -> line.startsWith("#")).toList();
        assertThat(head)
                .contains(
                        "# run: 1234 subrun 0, physics, ended: operator",
                        "# detector: CsI-1 (csi, 14.6 kg)",
                        "# configuration: " + DemoRun.CSI.hash(),
                        "# cuts: pre_trace: pre_peaks below 4; charge: charge_pe in [6, 60)",
                        "# column from [µs]: lower edge of the bin")
                .anyMatch(line -> line.startsWith("# exposure: 1.76e+23 good protons"))
                .anyMatch(line -> line.startsWith("# code: Sevens "));
        List<String[]> rows =
                lines.stream().skip(head.size() + 1).map(line -> line.split(",")).toList();
        assertThat(lines.get(head.size())).startsWith("from,to,C,AC,excess,error,predicted");
        assertThat(rows).hasSize(12);
        assertThat(rows.stream().mapToInt(row -> Integer.parseInt(row[2])).sum()).isEqualTo(547);
        assertThat(rows.stream().mapToInt(row -> Integer.parseInt(row[3])).sum()).isEqualTo(405);
        for (String[] row : rows) {
            double error = Math.sqrt(Integer.parseInt(row[2]) + Integer.parseInt(row[3]));
            assertThat(Double.parseDouble(row[5])).isEqualTo(error);
        }
        Download picture =
                page.page.waitForDownload(() -> files.getByText("PNG", SUBSTRING).click());
        BufferedImage image = ImageIO.read(picture.path().toFile());
        assertThat(image.getWidth()).isGreaterThan(1500);
    }

    @Test
    void quotesWhatASpreadsheetWouldTakeForAFormula() throws IOException {
        takeAll(1);
        try (WatchedPage page = open("/result", 1280, 800)) {
            Object text =
                    page.page.evaluate(
                            "import('./js/csv.js').then(m => m.csv({title: 'a\\nb', columns:"
                                    + " [{name: 'x', unit: 'ns'}, {name: 'y,z'}], rows: [[0.1 +"
                                    + " 0.2, '=1+1'], [null, '-dash'], [-1, 'a \"b\", c'], [NaN,"
                                    + " 'plain']]}, [['mode', 'LIVE'], ['run', '7']]))");
            assertThat(text)
                    .isEqualTo(
                            "# LIVE\n# title: a b\n# run: 7\n# column x [ns]\n# column y,z [1]\n"
                                    + "x,\"y,z\"\n"
                                    + "0.30000000000000004,\"'=1+1\"\n"
                                    + "NaN,\"'-dash\"\n"
                                    + "-1,\"a \"\"b\"\", c\"\n"
                                    + "NaN,plain\n");
        }
    }

    /** A run of the emulated detector, as the demo takes it. */
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
        server = new DashboardServer(live, metrics::scrape, HOST, 0);
        String origin = "http://" + HOST + ":" + server.start();
        try (WatchedPage page = new WatchedPage(browser, origin, "/result", 1280, 800)) {
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

    @Test
    void hasTheWholeCurveHoweverLateItIsOpened() throws IOException {
        takeAll(50);
        try (WatchedPage page = open("/result", 1920, 1080)) {
            hasState(page.plot("excess-protons"), "fresh");
            page.plot("excess-protons").getByText("as table").click();
            Locator rows = page.page.locator("dialog table tbody tr");
            that(rows).hasCount(50);
            says(rows.first(), "3.520 × 10²¹");
            says(rows.last(), "1.760 × 10²³");
        }
    }

    @Test
    void looksSensibleWhenNothingIsExpectedForALongTime() throws IOException {
        // a minute of real beam: 6e-7 of the exposure of CsI 2017
        feed.publish(DemoResult.csi(csi(60, EndReason.OPERATOR), 6e-7));
        try (WatchedPage page = open("/result", 1920, 1080)) {
            says(page.value("expected_signal_events"), "1.0 × 10⁻⁴ ± 2.9 × 10⁻⁵");
            for (String plot : PLOTS) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
            }
            page.page.screenshot(shot("result-early"));
        }
    }

    private static final String RULE =
            "BLINDED until the cuts are frozen · by the analysis board · rule v3";

    @Test
    void showsWhatIsExpectedAndBoxesInPlaceOfTheResultOfABlindRun() throws IOException {
        feed.publish(DemoResult.blind(DemoResult.csi(csi(60, EndReason.OPERATOR), 1)));
        try (WatchedPage page = open("/result", 1920, 1080)) {
            says(page.page.locator(".blinding"), "◪ " + RULE);
            for (String q :
                    List.of(
                            "result.coincidence",
                            "excess_events",
                            "signal_strength_ratio",
                            "significance_sigma:anytime",
                            "significance_sigma:li_ma",
                            "result.side_bands",
                            "cutflow.selected:coincidence")) {
                hasState(page.value(q), "blinded");
                says(page.value(q), "blinded");
                assertThat(page.value(q).getAttribute("value")).isEmpty();
                assertThat(page.value(q).getAttribute("title")).isEqualTo(RULE);
            }
            for (String plot : PLOTS) {
                hasState(page.plot(plot), "blinded");
                says(page.plot(plot), RULE);
                that(page.plot(plot).locator("canvas")).hasCount(0);
            }
            says(page.value("result.anticoincidence"), "405");
            says(page.value("expected_signal_events"), "174 ± 48");
            hasState(page.value("beam.good_protons"), "fresh");
            hasState(page.value("result.null_state"), "fresh");
            assertThat(page.page.content())
                    .as("no number of the coincidence, anywhere in the page")
                    .doesNotContain("547", "142 ± 31", "4.61", "3.70", "0.70");
            page.page.screenshot(shot("result-blinded"));
            feed.publish(DemoResult.csi(csi(61, EndReason.OPERATOR), 1));
            says(page.value("result.coincidence"), "547");
            hasState(page.plot("excess-time"), "fresh");
            that(page.page.locator(".blinding")).isHidden();
        }
    }

    @Test
    void leavesTheCoincidenceOffTheOverviewOfABlindRun() throws IOException {
        feed.publish(DemoResult.blind(DemoResult.csi(csi(60, EndReason.OPERATOR), 1)));
        try (WatchedPage page = open("/overview", 1920, 1080)) {
            hasState(page.value("counts.coincidence"), "blinded");
            hasState(page.value("pipeline.selected"), "blinded");
            hasState(page.value("counts.anticoincidence"), "fresh");
            hasState(page.plot("time-since-beam"), "fresh");
            says(page.plot("time-since-beam"), "◪ C " + RULE);
            assertThat(page.plot("time-since-beam").locator(".keys").textContent())
                    .matches("AC [0-9]+predicted signal 174");
            page.page.screenshot(shot("overview-blinded"));
        }
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoPrediction() throws IOException {
        feed.publish(DemoResult.without(csi(60, null), Snapshot.NoComparison.NO_PREDICTION));
        try (WatchedPage page = open("/result", 1920, 1080)) {
            says(page.page.locator(".closed"), "No prediction");
            that(page.page.locator(".tiles")).isHidden();
        }
    }

    @Test
    void isReachedByKeysAndByTheBarOfPages() throws IOException {
        takeAll(3);
        try (WatchedPage page = open("/overview", 1920, 1080)) {
            hasState(page.value("run.number"), "fresh");
            says(page.plot("time-since-beam").locator(".keys"), "predicted signal 174");
            says(page.page.locator(".tile .result-line"), "excess 142 ± 31");
            that(page.plot("time-since-beam").locator("canvas")).hasCount(1);
            that(page.plot("spectrum").locator("canvas")).hasCount(1);
            page.page.screenshot(shot("overview-prediction"));
            page.page.keyboard().press("g");
            page.page.keyboard().press("r");
            says(page.value("excess_events"), "142 ± 31");
            assertThat(page.page.url()).endsWith("/result");
            page.page.locator("#rail").getByText("Overview").click();
            hasState(page.value("beam.power_watts"), "fresh");
        }
    }

    @ParameterizedTest
    @CsvSource({"dark, 1920, 1080", "light, 1920, 1080", "dark, 1280, 800", "dark, 390, 844"})
    void fitsEveryScreenInBothThemes(String theme, int width, int height) throws IOException {
        takeAll(20);
        try (WatchedPage page = open("/result?theme=" + theme, width, height)) {
            hasState(page.plot("significance-protons"), "fresh");
            assertThat(
                            page.page.evaluate(
                                    "[...document.querySelectorAll('.tile, .plot, #page, .top')]"
                                            + ".filter(e => e.scrollWidth > e.clientWidth + 1)"
                                            + ".map(e => e.className || e.id)"))
                    .as("wider than their place")
                    .isEqualTo(List.of());
            if (width == 1920) {
                assertThat(
                                page.page.evaluate(
                                        "document.getElementById('page').scrollHeight <="
                                                + " document.getElementById('page').clientHeight"))
                        .as("one screen without a scroll bar")
                        .isEqualTo(true);
            }
            page.page.screenshot(shot("result-" + theme + "-" + width));
        }
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png"));
    }
}
