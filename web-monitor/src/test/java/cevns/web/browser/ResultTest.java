package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.DemoResult;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.TestFeed;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {

    private static final String HOST = "127.0.0.1";
    private static final List<String> PLOTS =
            List.of("excess-time", "excess-size", "excess-protons", "significance-protons");

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
            says(page.page.locator(".tiles"), "Li & Ma: not corrected for looking often");
            says(page.value("signal_strength_ratio"), "0.70");
            says(page.value("result.strength_interval"), "−0.13 +0.14");
            says(page.value("result.null_excess"), "2 ± 20");
            says(page.value("result.uncertainty:quenching"), "(25\u2009%)");
            says(page.value("beam.good_protons"), "1.760 × 10²³");
            for (String plot : PLOTS) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
                hasState(page.plot(plot), "fresh");
            }
            page.page.screenshot(shot("result"));
        }
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

    @Test
    void showsABoxAndNoNumberOfABlindRun() throws IOException {
        feed.publish(DemoResult.without(csi(60, null), Snapshot.NoComparison.BLINDED));
        try (WatchedPage page = open("/result", 1920, 1080)) {
            says(page.page.locator(".closed"), "◪ BLINDED");
            says(page.page.locator(".closed"), "blinding { open = true }");
            that(page.page.locator(".tiles")).isHidden();
            assertThat(page.value("excess_events").getAttribute("value")).isEmpty();
            hasState(page.value("beam.good_protons"), "fresh");
            page.page.screenshot(shot("result-blinded"));
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
