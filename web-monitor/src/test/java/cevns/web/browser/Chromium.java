package cevns.web.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The browser of these tests: the system's Chromium, installed through apt where that is possible.
 */
final class Chromium {

    private static final Path PATH = Path.of("/usr/bin/chromium");
    private static final long PATIENCE_MIN = 10;

    /** Test classes run in several processes, apt in one. */
    private static final String LOCK = System.getProperty("java.io.tmpdir") + "/sevens-apt.lock";

    /** Flags to run as root without a graphics card, and without a word to the network. */
    static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--metrics-recording-only");

    private Chromium() {}

    /** Where it is. */
    static synchronized Path path() {
        if (!Files.isExecutable(PATH)) {
            run("flock", LOCK, "apt-get", "update", "-qq");
            run(
                    "flock",
                    LOCK,
                    "apt-get",
                    "install",
                    "-y",
                    "-qq",
                    "--no-install-recommends",
                    "chromium",
                    "fonts-dejavu-core");
        }
        if (!Files.isExecutable(PATH)) {
            throw new AssertionError(
                    "the browser tests need the Debian packages chromium and fonts-dejavu-core:"
                            + " install them, or leave the tests out with -DskipBrowser");
        }
        return PATH;
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE_MIN, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // no apt here: path() says what is missing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
