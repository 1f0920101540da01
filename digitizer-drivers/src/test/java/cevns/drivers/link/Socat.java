package cevns.drivers.link;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Pseudo-terminals that look like serial lines, by socat, which is installed through apt where it
 * is absent and that is possible. Closing one is pulling its plug.
 */
public final class Socat implements AutoCloseable {

    private static final Path PATH = Path.of("/usr/bin/socat");

    /** Test classes run in several processes, apt in one. */
    private static final String LOCK = System.getProperty("java.io.tmpdir") + "/sevens-apt.lock";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long INSTALL_MIN = 5;

    private final Process process;

    private Socat(List<Path> links, List<String> command) {
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> links.stream().allMatch(Files::exists));
    }

    /** A line whose far end is a TCP port. */
    public static Socat toPort(Path line, int port) {
        return new Socat(
                List.of(line),
                List.of(path(), "pty,raw,echo=0,link=" + line, "tcp:127.0.0.1:" + port));
    }

    /** A line with two ends. */
    public static Socat pair(Path one, Path other) {
        return new Socat(
                List.of(one, other),
                List.of(path(), "pty,raw,echo=0,link=" + one, "pty,raw,echo=0,link=" + other));
    }

    /** Pulls the plug: the device files go away. */
    @Override
    public void close() {
        process.destroy();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !process.isAlive());
    }

    private static synchronized String path() {
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
                    "socat");
        }
        if (!Files.isExecutable(PATH)) {
            throw new AssertionError(
                    "the tests of serial lines need the Debian package socat: install it, or leave"
                            + " them out with -DskipSerial");
        }
        return PATH.toString();
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(INSTALL_MIN, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // no apt here: path() says what is missing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
