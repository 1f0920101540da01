package cevns.web.browser;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.web.dashboard.DashboardServer;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.TestFeed;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A dashboard for one test, with the snapshots that the test publishes. */
final class ServedResult implements AfterEachCallback {

    /** The plots of the result page. */
    static final List<String> PLOTS =
            List.of("excess-time", "excess-size", "excess-protons", "significance-protons");

    private static final String HOST = "127.0.0.1";

    private final SharedBrowser chromium;
    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private DashboardServer server;

    ServedResult(SharedBrowser chromium) {
        this.chromium = chromium;
    }

    /** A snapshot of the demo, so many seconds after its start; null while it goes on. */
    static Snapshot csi(long second, EndReason end) {
        return DemoRun.csi(second, System.currentTimeMillis() * 1_000_000L, RunMode.SIMULATED, end);
    }

    static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png"));
    }

    void publish(Snapshot snapshot) {
        feed.publish(snapshot);
    }

    /** Starts the server, and opens one of its pages. */
    WatchedPage open(String path, int width, int height) throws IOException {
        server = new DashboardServer(feed, () -> "", HOST, 0);
        return chromium.open("http://" + HOST + ":" + server.start(), path, width, height);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
    }
}
