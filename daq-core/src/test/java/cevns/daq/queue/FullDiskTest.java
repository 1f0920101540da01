package cevns.daq.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    private static final String MOUNT = "mount -t tmpfs -o size=32m tmpfs \"$0\" && ";

    @TempDir Path disk;

    @Test
    void endsTheRunWithAMarkBeforeTheQueueBreaks() throws Exception {
        Assumptions.assumeTrue(
                mayMount(),
                "no tmpfs may be mounted here (neither root nor unshare -rm);"
                        + " RunQueueTest lowers the free-space limit instead");
        List<String> java = ForkedWriter.java(FullDisk.class);
        java.addAll(0, List.of("unshare", "-rm", "sh", "-c", MOUNT + "exec \"$@\"", disk + ""));
        java.add(disk.toString());
        Process process = new ProcessBuilder(java).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("refused 10 lost 0 damages 0 end DISK");
    }

    private boolean mayMount() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-rm", "sh", "-c", MOUNT + "true", disk.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
