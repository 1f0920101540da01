package cevns.daq.queue;

import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A waveform of 35,000 samples to a run's queue on disk: laid out, sealed with its checksum and
 * appended. Each batch of 2000 goes to a run of its own, so that the disk does not fill; pages that
 * are new to the file are part of the work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {

    private static final int SAMPLES = 35_000;
    private static final int BATCH = 2000;

    private final WaveformHeader header = new WaveformHeader();
    private final ByteBuffer extra = ByteBuffer.allocateDirect(24).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer samples =
            ByteBuffer.allocateDirect(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer copy = ByteBuffer.allocateDirect(2 * SAMPLES);
    private Path folder;
    private RunQueue queue;
    private RunWriter writer;

    /** A new run. */
    @Setup(Level.Invocation)
    public void open() throws IOException {
        folder = Files.createTempDirectory("sevens-append");
        queue = RunQueue.open(folder, QueueSettings.RUN);
        writer = queue.writer(1);
        header.trace = TraceKind.RAW;
        header.channelsInTrigger = 1;
        header.kinds = TriggerKind.BEAM.bit();
        header.sampleWidthPs = 2000;
    }

    /** Away with it. */
    @TearDown(Level.Invocation)
    public void close() throws IOException {
        if (queue.isFull()) {
            throw new IllegalStateException("the disk is full");
        }
        queue.close();
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int memcpy() {
        for (int i = 0; i < BATCH; i++) {
            copy.put(0, samples, 0, samples.capacity());
        }
        return copy.get(copy.capacity() - 1);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long append() {
        for (int i = 0; i < BATCH; i++) {
            header.triggerId = i;
            header.at(i, 0, 8_000_000);
            writer.waveform(header, extra, samples);
        }
        return queue.records();
    }
}
