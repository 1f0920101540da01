package cevns.daq.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * The queue of a run being taken: the only place where its records go. One process at a time may
 * have it; any number may read it meanwhile with {@link RunReader}.
 */
public final class RunQueue implements AutoCloseable {

    /** The folder of the queue in a run's directory. */
    public static final String FOLDER = "raw";

    /** The thread that readies pages of the file before the writers come to them. */
    public static final String PAGES_THREAD = "queue-pages";

    /** The library's own notes on the files beside it, for writers; without checksum. */
    private static final String NOTES = "metadata.cq4t";

    private static final long BYTES_BETWEEN_CHECKS = 4L << 20;

    private final Path folder;
    private final QueueSettings settings;
    private final WriterLock lock;
    private final SingleChronicleQueue queue;
    private final Pretoucher pretoucher;
    private final FileStore store;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile boolean full;
    private AppendObserver observer;

    private RunQueue(Path folder, QueueSettings settings, WriterLock lock) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.lock = lock;
        this.store = Files.getFileStore(folder);
        this.queue = builder(folder, settings).build();
        this.pretoucher = new Pretoucher(settings.blockBytes());
    }

    /**
     * Opens the queue of a run for writing; what is in it stays.
     *
     * @param runDirectory the run's directory; the queue is made in it
     * @throws QueueInUse if another process writes this run
     * @throws UncheckedIOException if the disk refuses
     */
    public static RunQueue open(Path runDirectory, QueueSettings settings) {
        return open(runDirectory, settings, WriterLock.take(runDirectory));
    }

    /**
     * Opens the queue of a run that the caller has locked already; the lock goes with the queue,
     * also if it cannot be opened. What the library noted about the files of an earlier process is
     * not believed, as nothing would tell that it was damaged: it is made again from the files.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public static RunQueue open(Path runDirectory, QueueSettings settings, WriterLock lock) {
        try {
            Path folder = Files.createDirectories(runDirectory.resolve(FOLDER));
            Files.deleteIfExists(folder.resolve(NOTES));
            RunQueue queue = new RunQueue(folder, settings, lock);
            queue.checkSpace();
            queue.pretoucher.start();
            return queue;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("cannot open the queue of " + runDirectory, e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Has somebody watch what the writers append that are made after this. */
    public void observe(AppendObserver appends) {
        observer = appends;
    }

    /** A writer for one source, to be used by one thread. */
    public RunWriter writer(int sourceId) {
        return writer(sourceId, 0);
    }

    /** A writer for a source that an earlier process has written so many records of. */
    public RunWriter writer(int sourceId, long nextSequence) {
        return new RunWriter(
                this, appender(), sourceId, nextSequence, settings.maxRecordBytes(), observer);
    }

    /** Records appended by all writers since this queue was opened. */
    public long records() {
        return records.get();
    }

    /** Bytes of these records. */
    public long bytes() {
        return bytes.get();
    }

    /**
     * True once the free space fell below the reserve: data are refused and counted as lost, marks
     * and status still go in, so that run control can end the run in good order.
     */
    public boolean isFull() {
        return full;
    }

    /** Free space on the volume [bytes]. */
    public long freeBytes() {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask for the free space of " + folder, e);
        }
    }

    /** Puts what was written on the disk, and lets go of the run. */
    @Override
    public void close() {
        pretoucher.close();
        queue.close();
        try {
            sync();
        } finally {
            lock.close();
        }
    }

    void appended(int length, Bytes<?> at) {
        pretoucher.written(at);
        records.incrementAndGet();
        long now = bytes.addAndGet(length);
        long check = nextCheck.get();
        if (now >= check && nextCheck.compareAndSet(check, now + BYTES_BETWEEN_CHECKS)) {
            checkSpace();
        }
    }

    /** The disk refused although there seemed to be room: nothing more goes in. */
    void refused() {
        full = true;
    }

    static SingleChronicleQueueBuilder builder(Path folder, QueueSettings settings) {
        return SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(settings.blockBytes())
                .checkInterrupts(false);
    }

    private void checkSpace() {
        if (freeBytes() < settings.reserveBytes()) {
            full = true;
        }
    }

    private ExcerptAppender appender() {
        try {
            ExcerptAppender appender = queue.createAppender();
            // A driver's writer is made by run control and then used by the driver's thread alone.
            appender.singleThreadedCheckDisabled(true);
            return appender;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "the queue "
                            + folder
                            + " cannot be written ("
                            + e.getMessage()
                            + "); Java "
                            + Jvm.majorVersion()
                            + " must be started with the --add-opens of the launcher",
                    e);
        }
    }

    private void sync() {
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put " + folder + " on the disk", e);
        }
    }
}
