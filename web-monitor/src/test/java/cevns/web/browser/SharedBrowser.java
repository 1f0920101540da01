package cevns.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Chromium for all test classes of a JVM; it ends with the last of them. */
final class SharedBrowser implements BeforeAllCallback {

    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(SharedBrowser.class))
                        .getOrComputeIfAbsent(Launched.class, key -> new Launched(), Launched.class)
                        .browser;
    }

    /** A page of a dashboard, in a context of its own. */
    WatchedPage open(String origin, String path, int width, int height) {
        return new WatchedPage(browser, origin, path, width, height);
    }

    private static final class Launched implements AutoCloseable {
        private final Playwright playwright;
        private final Browser browser;

        Launched() {
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

        @Override
        public void close() {
            playwright.close();
        }
    }
}
