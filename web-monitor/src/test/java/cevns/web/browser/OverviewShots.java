package cevns.web.browser;

import cevns.daq.record.RunMode;
import cevns.web.dashboard.*;
import com.microsoft.playwright.*;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class OverviewShots {
    public static void main(String[] args) throws Exception {
        TestFeed csi = new TestFeed(DemoRun.CSI, false);
        TestFeed ge = new TestFeed(DemoRun.GERMANIUM, true);
        long start = System.currentTimeMillis();
        Thread t =
                new Thread(
                        () -> {
                            for (long i = 0; ; i++) {
                                long now = System.currentTimeMillis() * 1_000_000L;
                                long s = 3600 + (System.currentTimeMillis() - start) / 1000;
                                csi.publish(DemoRun.csi(s, now, RunMode.SIMULATED, null));
                                csi.publish(List.of(DemoRun.pmtTrace(i, now)));
                                ge.publish(DemoRun.germanium(s - 3500));
                                ge.publish(
                                        List.of(
                                                DemoRun.germaniumTrace(
                                                        i, (s - 3500) * 1_000_000_000L)));
                                try {
                                    Thread.sleep(500);
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        });
        t.setDaemon(true);
        t.start();
        try (DashboardServer a = new DashboardServer(csi, () -> "", "127.0.0.1", 0);
                DashboardServer b = new DashboardServer(ge, () -> "", "127.0.0.1", 0);
                Playwright p =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        p.chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(Chromium.path())
                                                .setArgs(Chromium.FLAGS))) {
            int pa = a.start(), pb = b.start();
            int[][] sizes = {{1920, 1080}, {1280, 800}, {390, 844}};
            for (int[] s : sizes) {
                shot(browser, "http://127.0.0.1:" + pa + "/", s[0], s[1], "csi-" + s[0]);
            }
            shot(
                    browser,
                    "http://127.0.0.1:" + pa + "/overview?theme=light",
                    1920,
                    1080,
                    "csi-light");
            shot(browser, "http://127.0.0.1:" + pa + "/overview?wall=1", 1920, 1080, "csi-wall");
            shot(browser, "http://127.0.0.1:" + pb + "/overview", 1920, 1080, "ge-1920");
        }
        System.exit(0);
    }

    static void shot(Browser browser, String url, int w, int h, String name) {
        try (BrowserContext c =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(w, h))) {
            Page page = c.newPage();
            page.onConsoleMessage(m -> System.out.println(name + " console: " + m.text()));
            page.onPageError(e -> System.out.println(name + " error: " + e));
            page.navigate(url);
            page.waitForTimeout(7000);
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of("/tmp/web-shots/" + name + ".png")));
        }
    }
}
