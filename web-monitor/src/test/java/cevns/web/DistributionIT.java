package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.web.control.Build;
import cevns.web.control.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive for machines without the sources: unpacked, it runs as it is. */
class DistributionIT {

    private static final String NAME = "sevens-" + Build.current().version();
    private static final long PATIENCE_S = 60;

    @TempDir Path folder;

    @Test
    void runsWhereItIsUnpacked() throws Exception {
        Path archive = Path.of("target", NAME + ".tar.gz").toAbsolutePath();
        run(folder, "tar", "-xzf", archive.toString());
        Path unpacked = folder.resolve(NAME);
        for (String file :
                List.of("README.md", "LICENSE", "configs/runs/csi-demo.conf", "docs/timing.md")) {
            assertThat(unpacked.resolve(file)).isNotEmptyFile();
        }
        assertThat(unpacked.resolve("pom.xml")).doesNotExist();
        String launcher = unpacked.resolve("sevens").toString();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        assertThat(run(elsewhere, launcher, "--version")).isEqualTo("sevens " + Version.program());
        assertThat(run(elsewhere, launcher, "check", "runs/csi-demo")).contains("csi-digitizer");
        assertThat(run(unpacked, "./sevens", "check", "configs/runs/csi-demo.conf"))
                .contains("csi-digitizer");
    }

    /** Runs a command that must succeed; what it says on standard output. */
    private static String run(Path directory, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        return out;
    }
}
