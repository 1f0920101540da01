package cevns.web.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The lint of Prometheus: the system's, or taken out of the Debian package where apt can be asked.
 * The package is not installed, as that would start a server.
 */
final class Promtool {

    private static final Path SYSTEM = Path.of("/usr/bin/promtool");
    private static final Path FOLDER = Path.of("target/prometheus");
    private static final Path OURS = FOLDER.resolve("usr/bin/promtool").toAbsolutePath();
    private static final long PATIENCE_MIN = 3;

    /** Test classes run in several processes, apt in one. */
    private static final String LOCK = System.getProperty("java.io.tmpdir") + "/sevens-apt.lock";

    private Promtool() {}

    /** Where it is; null when it is nowhere and cannot be had. */
    static synchronized Path path() throws IOException, InterruptedException {
        if (Files.isExecutable(SYSTEM)) {
            return SYSTEM;
        }
        if (!Files.isExecutable(OURS)) {
            Files.createDirectories(FOLDER);
            if (!run("apt-get download -qq prometheus")) {
                run("flock " + LOCK + " apt-get update -qq && apt-get download -qq prometheus");
            }
            run("dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool");
            run("rm -f prometheus_*.deb");
        }
        return Files.isExecutable(OURS) ? OURS : null;
    }

    private static boolean run(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(PATIENCE_MIN, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
