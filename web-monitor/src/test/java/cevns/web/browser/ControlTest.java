package cevns.web.browser;

import static cevns.web.browser.WatchedPage.says;
import static cevns.web.browser.WatchedPage.that;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.RunMode;
import cevns.web.control.Acquisition;
import cevns.web.control.Command.Action;
import cevns.web.control.Outcome.Result;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.TestFeed;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Run control on the page: what is possible, what is asked before, what comes back. */
class ControlTest {

    @RegisterExtension static final SharedBrowser CHROMIUM = new SharedBrowser();

    @TempDir Path data;

    @Test
    void asksOnceForANameAndShowsWhatTheServerSays() throws Exception {
        Acquisition.Supply supply =
                new Acquisition.Supply(DemoRun.CSI, 1, data, s -> {}, () -> {}, r -> {}, r -> {});
        TestFeed feed = new TestFeed(DemoRun.CSI, false); // says that data are being taken
        feed.publish(
                DemoRun.csi(60, System.currentTimeMillis() * 1_000_000, RunMode.SIMULATED, null));
        try (Acquisition acquisition = new Acquisition(supply);
                DashboardServer server =
                        new DashboardServer(feed, () -> "", "127.0.0.1", 0, acquisition)) {
            String origin = "http://127.0.0.1:" + server.start();
            try (WatchedPage page = CHROMIUM.open(origin, "/overview", 1920, 1080)) {
                Locator control = page.page.locator(".control");
                says(control, "data are being taken");
                that(control.getByText("Start")).isDisabled();

                control.getByText("Stop").click();
                Locator dialog = page.page.locator("dialog");
                says(dialog, "Stop run");
                that(dialog.getByText("Cancel")).isFocused();
                dialog.locator("button.act").click();
                says(dialog, "Your name is needed");
                dialog.locator("input[name=who]").fill("mara");
                dialog.locator("input[name=comment]").fill("end of shift");
                dialog.locator("button.act").click();
                that(dialog).hasCount(0);
                assertThat(Files.readString(data.resolve("control.jsonl")))
                        .contains("\"who\":\"mara\"", "\"action\":\"stop\"", "end of shift");
                assertThat(acquisition.commands().of(Action.STOP, Result.ALREADY)).isEqualTo(1);

                page.forgive(); // a browser reports an answer of 409 in its console
                control.getByText("Pause").click();
                that(dialog.locator("input[name=who]")).hasValue("mara");
                dialog.locator("button.act").click();
                says(dialog, "Pause: nothing is running");
                dialog.getByText("Cancel").click();
                that(dialog).hasCount(0);
            }
        }
    }
}
