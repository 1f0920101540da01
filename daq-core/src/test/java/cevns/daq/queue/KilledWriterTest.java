package cevns.daq.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.EndReason;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.WaveformView;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise that everything stands on: a record whose append returned is there, come what may.
 */
class KilledWriterTest {

    private static final int SOURCES = 2;

    @TempDir Path data;

    @Test
    void keepsEveryAcknowledgedRecordThroughFiftyKillsAtRandomMoments() throws Exception {
        kill(52, 0);
    }

    @Test
    @Tag("long")
    void keepsEveryAcknowledgedRecordThroughHundredsOfKillsAtRandomMoments() throws Exception {
        kill(200, 1000);
    }

    private void kill(int times, int seed) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Long>> kills = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = seed + i;
                kills.add(() -> killOnce(number));
            }
            long acknowledged = 0;
            for (Future<Long> kill : two.invokeAll(kills)) {
                acknowledged += kill.get();
            }
            System.out.println(
                    "killed writers: " + times + ", acknowledged records: " + acknowledged);
            assertThat(acknowledged).isGreaterThan(times);
        } finally {
            two.shutdownNow();
        }
    }

    private long killOnce(int number) throws Exception {
        Path run = Files.createDirectory(data.resolve("run-" + number));
        Random random = new Random(number);
        Process writer = ForkedWriter.start(run, SOURCES, Long.MAX_VALUE);
        DataInputStream acknowledgements = new DataInputStream(writer.getInputStream());
        long[] last = {-1, -1, -1};
        try {
            note(acknowledgements.readLong(), last);
        } catch (EOFException e) {
            throw new AssertionError(new String(writer.getErrorStream().readAllBytes()), e);
        }
        long untilNs = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(150_000));
        while (System.nanoTime() < untilNs) {
            note(acknowledgements.readLong(), last);
        }
        writer.destroyForcibly(); // SIGKILL
        long count = 1 + readRest(acknowledgements, last);
        writer.waitFor();
        checkRun(run, last);
        return Math.max(count, last[1] + last[2] + 2);
    }

    private static long readRest(DataInputStream acknowledgements, long[] last) throws IOException {
        long count = 0;
        try {
            while (true) {
                note(acknowledgements.readLong(), last);
                count++;
            }
        } catch (IOException e) {
            return count; // the pipe is empty, or was closed under us
        }
    }

    private static void note(long acknowledgement, long[] last) {
        last[(int) (acknowledgement >>> 48)] = acknowledgement & 0xFFFF_FFFF_FFFFL;
    }

    private static void checkRun(Path run, long[] last) throws IOException {
        long[] next = {0, 0, 0};
        RecordHandler handler =
                new RecordHandler() {
                    @Override
                    public void onWaveform(WaveformView w) {
                        assertThat(w.sequence()).isEqualTo(next[w.sourceId()]++);
                        assertThat(Waveforms.isWhole(w)).isTrue();
                    }

                    @Override
                    public void onSkipped(SkippedRecord skipped) {
                        throw new AssertionError(skipped.toString());
                    }
                };
        assertThat(QueueScan.of(run, handler).damages()).isEmpty();
        long[] scanned = next.clone();
        assertThat(scanned[1]).isGreaterThan(last[1]);
        assertThat(scanned[2]).isGreaterThan(last[2]);

        // The next process appends at once, and a reader sees old and new.
        try (RunQueue queue = RunQueue.open(run, RunQueueTest.SMALL)) {
            assertThat(queue.writer(0).mark(new RunMark.RunEnd(1, EndReason.CRASH, "killed")))
                    .isTrue();
        }
        java.util.Arrays.fill(next, 0);
        long records = 0;
        try (RunReader reader = new RunReader(run, RunQueueTest.SMALL)) {
            int n = reader.poll(handler, 100);
            while (n > 0) {
                records += n;
                n = reader.poll(handler, 100);
            }
        }
        assertThat(next).containsExactly(scanned);
        assertThat(records).isEqualTo(scanned[1] + scanned[2] + 1);
    }
}
