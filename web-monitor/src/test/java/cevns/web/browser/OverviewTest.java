package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.DemoTraces;
import cevns.web.dashboard.Published;
import cevns.web.dashboard.TestFeed;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {

    private static final String HOST = "127.0.0.1";

    @RegisterExtension static final SharedBrowser CHROMIUM = new SharedBrowser();

    private final ScheduledExecutorService source = Executors.newSingleThreadScheduledExecutor();
    private DashboardServer server;

    @AfterEach
    void stop() {
        source.shutdownNow();
        server.close();
    }

    @Test
    void showsTheNumbersOfTheSnapshotSoonAfterItIsOpened() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        Snapshot snapshot = DemoRun.csi(60, now(), RunMode.SIMULATED, EndReason.OPERATOR);
        feed.publish(snapshot);
        try (WatchedPage page = open(feed, "/")) {
            hasState(page.value("beam.power_watts"), "fresh");
            Object firstMs =
                    page.page.evaluate("performance.getEntriesByName('first-values')[0].startTime");
            assertThat(((Number) firstMs).doubleValue()).isLessThan(2000);

            assertThat(raw(page, "beam.power_watts")).isEqualTo(1.402e6);
            assertThat(raw(page, "counts.coincidence")).isEqualTo(snapshot.counts().coincidence());
            assertThat(raw(page, "counts.anticoincidence"))
                    .isEqualTo(snapshot.counts().anticoincidence());
            assertThat(raw(page, "beam.good_protons"))
                    .isEqualTo(snapshot.exposure().good().protons());
            // 60 s at 60 Hz on two channels, 12 of them lost in a gap and one late
            assertThat(raw(page, "ledger.read:adc")).isEqualTo(7200);
            assertThat(raw(page, "ledger.built:adc")).isEqualTo(7187);
            assertThat(raw(page, "ledger.lost:adc")).isEqualTo(12);
            assertThat(raw(page, "ledger.residual:adc")).isZero();
            says(page.value("ledger.read:adc"), "7\u2009200");
            says(page.value("beam.power_watts"), "1.402\u2009MW");
            says(page.value("beam.delivered_protons"), "5.303 × 10¹⁷");
            says(page.page.locator(".ledger-panel"), "lost: gap 12");
            says(page.page.locator(".top .state"), "ENDED operator");
        }
    }

    @Test
    void drawsEveryPlotOfACsiRun() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        take(feed, RunMode.SIMULATED);
        try (WatchedPage page = open(feed, "/overview")) {
            for (String plot : List.of("time-since-beam", "spectrum", "source-rates", "waveform")) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
                hasState(page.plot(plot), "fresh");
            }
            page.page.screenshot(shot("overview"));
            page.plot("time-since-beam").getByText("as table").click();
            Locator table = page.page.locator("dialog table");
            // 24 bins from 0 to 12 µs
            that(table.locator("tbody tr")).hasCount(24);
            says(table.locator("thead"), "from [µs]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SIMULATED, false, simulated, SIMULATED",
        "SIMULATED, true, both, SIMULATED REPLAY",
        "LIVE, true, replay, REPLAY",
        "IMPORT, true, replay, REPLAY"
    })
    void saysOnAStripeThatItsDataAreNotLiveAndReal(
            RunMode mode, boolean replay, String name, String word) throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, replay);
        feed.publish(DemoRun.csi(60, now(), mode, null));
        try (WatchedPage page = open(feed, "/overview")) {
            Locator stripe = page.page.locator("#stripe");
            says(stripe.locator("span").first(), word);
            assertThat(stripe.boundingBox().height).isEqualTo(40);
            assertThat(page.page.locator("html").getAttribute("data-mode")).isEqualTo(name);
            page.page.waitForCondition(() -> page.page.title().startsWith(word + " · "));
        }
    }

    @Test
    void saysOnTheStripeHowManyPulsesOneStandsFor() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        Snapshot snapshot = DemoRun.csi(60, now(), RunMode.SIMULATED, null);
        String json =
                new String(SnapshotJson.line(snapshot), StandardCharsets.UTF_8)
                        .replaceFirst("\"timeLapse\":[^,]*,", "\"timeLapse\":67000.0,");
        feed.publish(new Published(snapshot, json.getBytes(StandardCharsets.UTF_8)));
        try (WatchedPage page = open(feed, "/overview")) {
            says(page.page.locator("#stripe span").first(), "SIMULATED · time-lapse × 67\u2009000");
        }
    }

    @Test
    void showsNoStripeOverARealRunAndOneWhileTheModeIsUnknown() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        try (WatchedPage page = open(feed, "/overview")) {
            says(page.page.locator("#stripe span").first(), "MODE UNKNOWN");
            hasState(page.value("beam.power_watts"), "nodata");
            says(page.plot("spectrum").locator(".empty"), "No snapshot yet");
            take(feed, RunMode.LIVE);
            that(page.page.locator("#stripe")).isHidden();
            hasState(page.value("beam.power_watts"), "fresh");
        }
    }

    @Test
    void greysValuesAndPlotsWhenNoDataCome() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        try (WatchedPage page = open(feed, "/overview")) {
            hasState(page.value("web.version"), "fresh");
            feed.publish(DemoRun.csi(60, now(), RunMode.LIVE, null));
            hasState(page.value("counts.coincidence"), "fresh");
            hasState(page.value("counts.coincidence"), "ageing");
            hasState(page.value("counts.coincidence"), "stale");
            hasState(page.plot("spectrum"), "stale");
            says(page.plot("spectrum").locator(".covers"), "STALE");
            says(page.page.locator("#bar-data"), "DATA STALLED");
            that(page.page.locator("html")).hasAttribute("data-connection", "live");
        }
    }

    @Test
    void doesNotAgeARecordedRun() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, true);
        long recordedNs = 1_790_000_000_000_000_000L;
        feed.publish(DemoRun.csi(60, recordedNs, RunMode.LIVE, EndReason.OPERATOR));
        try (WatchedPage page = open(feed, "/overview")) {
            hasState(page.value("counts.coincidence"), "fresh");
            says(page.page.locator(".top"), "REPLAY ×10");
            says(page.value("data.age_seconds"), "2026-09-21 14:13:20");
            that(page.page.locator("#bar-data")).isHidden();
        }
    }

    @Test
    void saysThatTheConnectionIsLostAndWhenItIsBack() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        take(feed, RunMode.LIVE);
        try (WatchedPage page = open(feed, "/overview")) {
            hasState(page.value("counts.coincidence"), "fresh");
            page.forgive();
            int port = portOf(page);
            server.close();
            says(page.page.locator("#bar-connection"), "NO CONNECTION");
            page.page.waitForCondition(() -> page.page.title().startsWith("✕ "));
            hasState(page.value("counts.coincidence"), "stale");

            server = new DashboardServer(feed, () -> "", HOST, port);
            server.start();
            page.page.getByText("retry now").click();
            says(page.page.locator("#bar-note"), "Connected again");
            that(page.page.locator("#bar-connection")).isHidden();
            hasState(page.value("counts.coincidence"), "fresh");
        }
    }

    @Test
    void makesTheEnergySpectrumTheMainPlotOfAnImportedGermaniumRun() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.GERMANIUM, true);
        feed.publish(DemoRun.germanium(100));
        feed.publish(List.of(DemoTraces.germanium(1, 100_000_000_000L)));
        try (WatchedPage page = open(feed, "/overview")) {
            that(page.plot("spectrum").locator("canvas")).hasCount(1);
            says(page.plot("spectrum").locator("h2"), "Energy of every hit");
            that(page.plot("time-since-beam")).isHidden();
            says(page.page.locator(".tile").first(), "This configuration has no beam timing.");
            says(page.value("data.age_seconds"), "100.000\u2009s");
            assertThat(raw(page, "pipeline.events")).isEqualTo(18_000);
            page.page.screenshot(shot("overview-germanium"));
        }
    }

    @Test
    void worksUnderAPathOfAProxy() throws Exception {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        take(feed, RunMode.SIMULATED);
        server = new DashboardServer(feed, () -> "", HOST, 0);
        int port = server.start();
        try (PrefixProxy proxy = new PrefixProxy("/site/sevens", port);
                WatchedPage page = CHROMIUM.open(proxy.origin(), "/site/sevens/", 1280, 800)) {
            hasState(page.value("run.number"), "fresh");
            that(page.plot("spectrum").locator("canvas")).hasCount(1);
            that(page.plot("waveform").locator("canvas")).hasCount(1);
            assertThat(page.page.url()).endsWith("/site/sevens/overview");
            assertThat(proxy.strayed()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"dark, 1920, 1080", "light, 1920, 1080", "dark, 1280, 800", "dark, 390, 844"})
    void fitsEveryScreenInBothThemes(String theme, int width, int height) throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        take(feed, RunMode.SIMULATED);
        server = new DashboardServer(feed, () -> "", HOST, 0);
        try (WatchedPage page =
                CHROMIUM.open(
                        "http://" + HOST + ":" + server.start(),
                        "/overview?theme=" + theme,
                        width,
                        height)) {
            hasState(page.value("run.number"), "fresh");
            that(page.plot("waveform").locator("canvas")).hasCount(1);
            String background =
                    (String) page.page.evaluate("getComputedStyle(document.body).backgroundColor");
            assertThat(background)
                    .isEqualTo(theme.equals("dark") ? "rgb(15, 19, 23)" : "rgb(255, 255, 255)");
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
            page.page.screenshot(shot(theme + "-" + width));
        }
    }

    @Test
    void writesNumbersAsTheyAreReadAloud() throws IOException {
        try (WatchedPage page = open(new TestFeed(DemoRun.CSI, false), "/overview")) {
            Map<String, String> expected = new java.util.LinkedHashMap<>();
            expected.put("power10(7.01e19)", "7.01 × 10¹⁹");
            expected.put("power10(1.602e-7 * -1e14, 4)", "−1.602 × 10⁷");
            expected.put("power10(12345)", "12\u2009300");
            expected.put("si(1402000, 'W')", "1.402\u2009MW");
            expected.put("si(999.99, 'W', 3)", "1.00\u2009kW");
            expected.put("si(2.36e-5, 'C')", "23.60\u2009µC");
            expected.put("si(0, 'C')", "0\u2009C");
            expected.put("fixed(-1234567.891, 1)", "−1\u2009234\u2009567.9");
            expected.put("fixed(-0.04, 1)", "0.0");
            expected.put("significant(0.98765, 3)", "0.988");
            expected.put("significant(9999.7, 4)", "10\u2009000");
            expected.put("percent(0.999999)", "99.99\u2009%");
            expected.put("percent(1)", "100\u2009%");
            expected.put("duration(8024)", "02:13:44");
            expected.put("duration(3 * 86400 + 4 * 3600)", "3\u2009d 04\u2009h");
            expected.put("age(0.42)", "0.4\u2009s");
            expected.put("age(14.2)", "14\u2009s");
            expected.put("utc(1790000000000, 1)", "14:13:20.0");
            expected.put("utc(12345)", "12.345\u2009s");
            expected.put("fixed(null)", "—");
            expected.put("si(NaN, 'W')", "—");
            expected.forEach(
                    (call, text) ->
                            assertThat(
                                            page.page.evaluate(
                                                    "import('./js/format.js').then(f => f."
                                                            + call
                                                            + ")"))
                                    .as(call)
                                    .isEqualTo(text));
        }
    }

    @Test
    void listsItsKeys() throws IOException {
        TestFeed feed = new TestFeed(DemoRun.CSI, false);
        feed.publish(DemoRun.csi(60, now(), RunMode.LIVE, null));
        try (WatchedPage page = open(feed, "/overview")) {
            hasState(page.value("run.number"), "fresh");
            page.page.keyboard().press("?");
            says(page.page.locator("dialog"), "page Overview");
            page.page.keyboard().press("Escape");
            that(page.page.locator("dialog")).hasCount(0);
        }
    }

    private WatchedPage open(TestFeed feed, String path) throws IOException {
        server = new DashboardServer(feed, () -> "", HOST, 0);
        return CHROMIUM.open("http://" + HOST + ":" + server.start(), path, 1920, 1080);
    }

    /** Takes data from now on: a snapshot and a waveform each half second. */
    private void take(TestFeed feed, RunMode mode) {
        long begin = System.currentTimeMillis();
        source.scheduleAtFixedRate(
                () -> {
                    long second = 3600 + (System.currentTimeMillis() - begin) / 500;
                    feed.publish(DemoRun.csi(second, now(), mode, null));
                    feed.publish(List.of(DemoTraces.pmt(second, now())));
                },
                0,
                500,
                TimeUnit.MILLISECONDS);
    }

    private static double raw(WatchedPage page, String q) {
        return Double.parseDouble(page.value(q).getAttribute("value"));
    }

    private static int portOf(WatchedPage page) {
        return java.net.URI.create(page.page.url()).getPort();
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png"));
    }

    private static long now() {
        return System.currentTimeMillis() * 1_000_000L;
    }
}
