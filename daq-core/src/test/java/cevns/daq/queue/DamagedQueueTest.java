package cevns.daq.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.RecordHandler;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.WaveformView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedQueueTest {

    private static final int RECORDS = 200;
    private static final int SAMPLES = 300;

    @TempDir Path run;

    private Path file;
    private final List<Long> found = new ArrayList<>();
    private final List<SkippedRecord> skipped = new ArrayList<>();

    private final RecordHandler handler =
            new RecordHandler() {
                @Override
                public void onWaveform(WaveformView w) {
                    assertThat(Waveforms.isWhole(w)).isTrue();
                    found.add(w.triggerId());
                }

                @Override
                public void onSkipped(SkippedRecord record) {
                    skipped.add(record);
                }
            };

    @BeforeEach
    void writeARun() throws IOException {
        try (RunQueue queue = RunQueue.open(run, RunQueueTest.SMALL)) {
            RunWriter writer = queue.writer(1);
            Waveforms waveforms = new Waveforms(SAMPLES);
            for (int i = 0; i < RECORDS; i++) {
                waveforms.write(writer, i);
            }
        }
        try (var files = Files.newDirectoryStream(run.resolve(RunQueue.FOLDER), "*.cq4")) {
            file = files.iterator().next();
        }
    }

    @Test
    void findsEveryRecordOfASoundQueueWithoutTheLibrary() throws IOException {
        QueueScan scan = QueueScan.of(run, handler);
        assertThat(scan.damages()).isEmpty();
        assertThat(scan.records()).isEqualTo(RECORDS);
        assertThat(found).hasSize(RECORDS).isSorted();
    }

    @Test
    void namesTheRecordAndTheOffsetOfAFlippedByte() throws IOException {
        long offset = offsetOf(57) + 400;
        flip(offset);
        QueueScan scan = QueueScan.of(run, handler);
        assertThat(scan.damages()).hasSize(1);
        QueueScan.Damage damage = scan.damages().get(0);
        assertThat(damage.record()).isEqualTo(57);
        assertThat(damage.offset()).isLessThan(offset).isGreaterThan(offset - 800);
        assertThat(damage.file()).isEqualTo(file.getFileName().toString());
        assertThat(found).hasSize(RECORDS - 1).doesNotContain(57L);
        assertThat(skipped).hasSize(1);
        assertThat(skipped.get(0)).hasToString("record 57: damaged");
    }

    @Test
    void goesOnBehindADamagedLength() throws IOException {
        for (int bit : new int[] {0, 9, 20, 29, 30, 31}) {
            found.clear();
            long at = offsetOf(80);
            int word = read(at);
            write(at, word ^ (1 << bit));
            QueueScan scan = QueueScan.of(run, handler);
            assertThat(scan.damages()).as("bit %d", bit).isNotEmpty();
            assertThat(scan.damages().get(0).offset()).isEqualTo(at);
            assertThat(found).as("bit %d", bit).contains(79L, 81L, 199L);
            write(at, word);
        }
    }

    @Test
    void namesTheRecordThatACutFileEndsIn() throws IOException {
        long at = offsetOf(150);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(at + 100);
        }
        QueueScan scan = QueueScan.of(run, handler);
        assertThat(found).hasSize(150);
        assertThat(scan.damages()).hasSize(1);
        assertThat(scan.damages().get(0).offset()).isEqualTo(at);
        assertThat(scan.damages().get(0).what()).startsWith("cut: ");
    }

    @Test
    void namesADamagedHeaderAndReadsTheRecordsAllTheSame() throws IOException {
        // In the name of a field: the library follows a wild pointer from there.
        for (long offset : new long[] {0, 8, 16, 24, 184, 188, 192}) {
            int word = read(offset);
            for (int bit = 0; bit < 32; bit += 3) {
                found.clear();
                write(offset, word ^ (1 << bit));
                QueueScan scan = QueueScan.of(run, handler);
                assertThat(found).as("offset %d bit %d", offset, bit).hasSize(RECORDS);
                found.clear();
                try (RunReader reader = new RunReader(run, RunQueueTest.SMALL)) {
                    int told = reader.poll(handler, 64);
                    while (told > 0) {
                        told = reader.poll(handler, 64);
                    }
                    assertThat(reader.number()).isEqualTo(scan.records());
                }
                assertThat(found).as("offset %d bit %d", offset, bit).hasSize(RECORDS);
            }
            write(offset, word);
        }
        flip(190);
        assertThat(QueueScan.of(run, handler).damages())
                .extracting(QueueScan.Damage::what)
                .containsExactly("the header of the queue is not what the library writes");
    }

    @Test
    void findsTheNewestRecordFromTheEnd() throws IOException {
        try (RunReader reader = new RunReader(run, RunQueueTest.SMALL)) {
            assertThat(reader.last(handler)).isTrue();
            assertThat(found).containsExactly((long) RECORDS - 1);
            assertThat(reader.poll(handler, 1)).isEqualTo(1);
            assertThat(found).containsExactly((long) RECORDS - 1, 0L);
        }
        flip(offsetOf(RECORDS - 1) + 100);
        found.clear();
        try (RunReader reader = new RunReader(run, RunQueueTest.SMALL)) {
            assertThat(reader.last(handler)).isTrue();
            assertThat(found).containsExactly((long) RECORDS - 2);
        }
    }

    @Test
    void survivesAnyFlippedBytesAndAnyCut() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        int used = (int) offsetOf(RECORDS - 1) + 800;
        Random random = new Random(4711);
        for (int round = 0; round < 150; round++) {
            byte[] bytes = sound.clone();
            int length = round % 3 == 0 ? random.nextInt(used) : bytes.length;
            for (int flips = round % 5; flips >= 0; flips--) {
                bytes[random.nextInt(used)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            found.clear();
            QueueScan scan = QueueScan.of(run, handler);
            assertThat(found).doesNotHaveDuplicates().isSorted();
            long lostInside =
                    (found.isEmpty() ? 0 : found.get(found.size() - 1) + 1) - found.size();
            assertThat(scan.damaged()).isGreaterThanOrEqualTo(lostInside == 0 ? 0 : 1);
        }
    }

    private long offsetOf(long trigger) throws IOException {
        // The samples of a waveform follow from its number, so its record can be found by content.
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length - 100; at += 4) {
            if (buffer.get(at + 4) == 5
                    && buffer.getInt(at) == buffer.getInt(at + 8)
                    && buffer.getLong(at + 4 + 40) == trigger) {
                return at;
            }
        }
        throw new AssertionError("no record " + trigger);
    }

    private void flip(long offset) throws IOException {
        write(offset, read(offset) ^ 0x10);
    }

    private int read(long offset) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(four, offset);
        }
        return four.getInt(0);
    }

    private void write(long offset, int word) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        four.putInt(0, word);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(four, offset);
        }
    }
}
