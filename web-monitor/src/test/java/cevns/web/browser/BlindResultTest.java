package cevns.web.browser;

import static cevns.web.browser.WatchedPage.hasState;
import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.EndReason;
import cevns.web.dashboard.DemoResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The result page and the overview of a blind run. */
class BlindResultTest {

    private static final String RULE =
            "BLINDED until the cuts are frozen · by the analysis board · rule v3";

    @RegisterExtension static final SharedBrowser CHROMIUM = new SharedBrowser();

    @RegisterExtension final ServedResult served = new ServedResult(CHROMIUM);

    @Test
    void showsWhatIsExpectedAndBoxesInPlaceOfTheResultOfABlindRun() throws IOException {
        served.publish(
                DemoResult.blind(DemoResult.csi(ServedResult.csi(60, EndReason.OPERATOR), 1)));
        try (WatchedPage page = served.open("/result", 1920, 1080)) {
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
            for (String plot : ServedResult.PLOTS) {
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
            page.page.screenshot(ServedResult.shot("result-blinded"));
            served.publish(DemoResult.csi(ServedResult.csi(61, EndReason.OPERATOR), 1));
            says(page.value("result.coincidence"), "547");
            hasState(page.plot("excess-time"), "fresh");
            that(page.page.locator(".blinding")).isHidden();
        }
    }

    @Test
    void leavesTheCoincidenceOffTheOverviewOfABlindRun() throws IOException {
        served.publish(
                DemoResult.blind(DemoResult.csi(ServedResult.csi(60, EndReason.OPERATOR), 1)));
        try (WatchedPage page = served.open("/overview", 1920, 1080)) {
            hasState(page.value("counts.coincidence"), "blinded");
            hasState(page.value("pipeline.selected"), "blinded");
            hasState(page.value("counts.anticoincidence"), "fresh");
            hasState(page.plot("time-since-beam"), "fresh");
            says(page.plot("time-since-beam"), "◪ C " + RULE);
            assertThat(page.plot("time-since-beam").locator(".keys").textContent())
                    .matches("AC [0-9]+predicted signal 174");
            page.page.screenshot(ServedResult.shot("overview-blinded"));
        }
    }
}
