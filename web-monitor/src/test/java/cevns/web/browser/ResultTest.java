package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.EndReason;
import cevns.web.dashboard.DemoResult;
import cevns.web.dashboard.DemoRun;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result page of a run whose quantities are open. */
class ResultTest {

    private static final Locator.GetByTextOptions SUBSTRING =
            new Locator.GetByTextOptions().setExact(false);

    @RegisterExtension static final SharedBrowser CHROMIUM = new SharedBrowser();

    @RegisterExtension final ServedResult served = new ServedResult(CHROMIUM);

    /** The whole exposure of CsI 2017 in so many steps. */
    private void takeAll(int steps) {
        for (int i = 1; i <= steps; i++) {
            EndReason end = i == steps ? EndReason.OPERATOR : null;
            served.publish(DemoResult.csi(ServedResult.csi(60 + i, end), (double) i / steps));
        }
    }

    @Test
    void showsTheCountsOfCsI2017BesideThePrediction() throws IOException {
        takeAll(50);
        try (WatchedPage page = served.open("/result", 1920, 1080)) {
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
            for (String plot : ServedResult.PLOTS) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
                hasState(page.plot(plot), "fresh");
            }
            page.page.screenshot(ServedResult.shot("result"));
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
        try (WatchedPage page = served.open("/result", 1280, 800)) {
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

    @Test
    void hasTheWholeCurveHoweverLateItIsOpened() throws IOException {
        takeAll(50);
        try (WatchedPage page = served.open("/result", 1920, 1080)) {
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
        served.publish(DemoResult.csi(ServedResult.csi(60, EndReason.OPERATOR), 6e-7));
        try (WatchedPage page = served.open("/result", 1920, 1080)) {
            says(page.value("expected_signal_events"), "1.0 × 10⁻⁴ ± 2.9 × 10⁻⁵");
            for (String plot : ServedResult.PLOTS) {
                that(page.plot(plot).locator("canvas")).hasCount(1);
            }
            page.page.screenshot(ServedResult.shot("result-early"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, not yet: it learns, the full model still learns the steady-state background",
        "false, not yet: no event judged, the full model has judged no event yet",
    })
    void saysWhetherTheFullModelLearnsBeforeTheFirstEvent(
            boolean learning, String words, String why) throws IOException {
        served.publish(DemoResult.unjudged(ServedResult.csi(60, EndReason.OPERATOR), learning));
        try (WatchedPage page = served.open("/result", 1280, 800)) {
            says(page.value("significance_sigma:model"), words);
            that(page.value("result.strength_sequence")).hasAttribute("title", why);
        }
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoPrediction() throws IOException {
        served.publish(
                DemoResult.without(
                        ServedResult.csi(60, null), Snapshot.NoComparison.NO_PREDICTION));
        try (WatchedPage page = served.open("/result", 1920, 1080)) {
            says(page.page.locator(".closed"), "No prediction");
            that(page.page.locator(".tiles")).isHidden();
        }
    }

    @Test
    void isReachedByKeysAndByTheBarOfPages() throws IOException {
        takeAll(3);
        try (WatchedPage page = served.open("/overview", 1920, 1080)) {
            hasState(page.value("run.number"), "fresh");
            says(page.plot("time-since-beam").locator(".keys"), "predicted signal 174");
            says(page.page.locator(".tile .result-line"), "excess 142 ± 31");
            that(page.plot("time-since-beam").locator("canvas")).hasCount(1);
            that(page.plot("spectrum").locator("canvas")).hasCount(1);
            page.page.screenshot(ServedResult.shot("overview-prediction"));
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
        try (WatchedPage page = served.open("/result?theme=" + theme, width, height)) {
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
            page.page.screenshot(ServedResult.shot("result-" + theme + "-" + width));
        }
    }
}
