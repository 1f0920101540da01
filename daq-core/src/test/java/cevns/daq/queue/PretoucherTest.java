package cevns.daq.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cevns.daq.record.RecordHandler;
import cevns.daq.record.WaveformView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretoucherTest {

    private static final long BLOCK_BYTES = 4L << 20;
    private static final QueueSettings BLOCKS = new QueueSettings(BLOCK_BYTES, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the pretoucher readies at the least, less a page for the writer's own. */
    private static final long AHEAD_BYTES = (256L << 10) - 4096;

    @TempDir Path run;

    @Test
    void readiesPagesBeforeTheWriterComesToThemAndNoMoreThanABlock() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/stat")), "stat is not installed");
        Waveforms waveforms = new Waveforms(8_000);
        try (RunQueue queue = RunQueue.open(run, BLOCKS)) {
            RunWriter writer = queue.writer(1);
            for (int i = 0; i < 200; i++) {
                waveforms.write(writer, i);
            }
            long written = queue.bytes();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (onDisk() < written + AHEAD_BYTES && System.nanoTime() < deadline) {
                LockSupport.parkNanos(5_000_000);
            }
            // The library's own tables at the begin of the file are not in the bytes of the
            // records.
            assertThat(onDisk()).isBetween(written + AHEAD_BYTES, written + 2 * BLOCK_BYTES);
        }
    }

    @Test
    void changesNoByteOfWhatIsWrittenMeanwhile() {
        Waveforms waveforms = new Waveforms(300);
        int count = 40_000;
        try (RunQueue queue = RunQueue.open(run, BLOCKS)) {
            RunWriter writer = queue.writer(1);
            for (int i = 0; i < count; i++) {
                waveforms.write(writer, i);
            }
        }
        long[] next = {0};
        try (RunReader reader = new RunReader(run, BLOCKS)) {
            while (reader.poll(
                            new RecordHandler() {
                                @Override
                                public void onWaveform(WaveformView w) {
                                    assertThat(w.triggerId()).isEqualTo(next[0]++);
                                    assertThat(Waveforms.isWhole(w)).isTrue();
                                }
                            },
                            1000)
                    > 0) {
                assertThat(next[0]).isPositive();
            }
        }
        assertThat(next[0]).isEqualTo(count);
    }

    @Test
    void endsWithTheQueue() {
        RunQueue queue = RunQueue.open(run, BLOCKS);
        new Waveforms(100).write(queue.writer(1), 0);
        queue.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(RunQueue.PAGES_THREAD);
    }

    /** What the run's files take of the disk, holes not counted [bytes]. */
    private long onDisk() throws IOException, InterruptedException {
        long bytes = 0;
        try (var files = Files.newDirectoryStream(run.resolve(RunQueue.FOLDER), "*.cq4")) {
            for (Path file : files) {
                Process stat =
                        new ProcessBuilder("/usr/bin/stat", "-c", "%b %B", file.toString()).start();
                String[] blocks =
                        new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                                .trim()
                                .split(" ");
                assertThat(stat.waitFor()).isZero();
                bytes += Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
            }
        }
        return bytes;
    }
}
