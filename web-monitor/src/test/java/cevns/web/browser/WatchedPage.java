package cevns.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A page of the dashboard that is watched while it is open: every request to somebody else, every
 * report of the content security policy and every error in its console is held against it.
 */
final class WatchedPage implements AutoCloseable {

    private static final double PATIENCE_MS = 15_000;

    final Page page;
    private final BrowserContext context;
    private final String origin;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private boolean forgiven;

    WatchedPage(Browser browser, String origin, String path, int width, int height) {
        this.origin = origin;
        context =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") || message.type().equals("warning")) {
                        complain("console: " + message.text());
                    }
                });
        page.onPageError(error -> complain("script: " + error));
        page.onRequest(
                request -> {
                    if (!request.url().startsWith(origin)) {
                        complain("request to " + request.url());
                    }
                });
        page.addInitScript(
                "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' +"
                        + " e.violatedDirective + ' ' + e.blockedURI))");
        page.navigate(origin + path);
    }

    /** The element of a value. */
    Locator value(String q) {
        return page.locator("data[data-q=\"" + q + "\"]").first();
    }

    /** The figure of a plot. */
    Locator plot(String name) {
        return page.locator("figure[data-chart=\"" + name + "\"]");
    }

    static void hasState(Locator element, String state) {
        that(element)
                .hasAttribute(
                        "data-state",
                        state,
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    static void says(Locator element, String text) {
        that(element)
                .containsText(
                        text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
    }

    static LocatorAssertions that(Locator element) {
        return PlaywrightAssertions.assertThat(element);
    }

    /** From now on a lost connection is no complaint. */
    void forgive() {
        forgiven = true;
    }

    private void complain(String what) {
        if (!forgiven) {
            complaints.add(what);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("complaints about the page at %s", origin).isEmpty();
    }
}
