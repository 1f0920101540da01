package cevns.daq.queue;

import cevns.daq.record.RecordHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a run from its first record, while it grows or after: live and replay are this class.
 * Reading destroys nothing. A run that is being written is followed through the library that writes
 * it; one that is not is read without it, so that no damage of its files can do harm. Confined to
 * one thread; allocates nothing for the hot records.
 */
public final class RunReader implements AutoCloseable {

    private final Path runDirectory;
    private final QueueTail tail;
    private final QueueScan scan;

    /**
     * Opens a run for reading.
     *
     * @throws IllegalArgumentException if there is no queue in the directory
     * @throws DamagedQueue if it is so damaged that nothing can be read
     */
    public RunReader(Path runDirectory) {
        this(runDirectory, QueueSettings.RUN);
    }

    /** Opens a run that was written with other settings than usual. */
    public RunReader(Path runDirectory, QueueSettings settings) {
        this.runDirectory = runDirectory;
        Path folder = runDirectory.resolve(RunQueue.FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(runDirectory + " is not a run: it has no " + folder);
        }
        boolean growing = isGrowing();
        tail = growing ? new QueueTail(runDirectory, settings) : null;
        scan = growing ? null : new QueueScan(runDirectory);
    }

    /**
     * Tells the handler of the next records.
     *
     * @param limit how many at the most
     * @return how many there were; 0 when there are none now
     * @throws DamagedQueue if the queue of a run being written cannot be read on
     * @throws UncheckedIOException if the disk fails
     */
    public int poll(RecordHandler handler, int limit) {
        try {
            return tail != null ? tail.poll(handler, limit) : scan.poll(handler, limit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + runDirectory, e);
        }
    }

    /**
     * Tells the handler of the newest record; nothing before it need be read any more.
     *
     * @return false if there is none
     * @throws DamagedQueue as {@link #poll} does
     * @throws UncheckedIOException if the disk fails
     */
    public boolean last(RecordHandler handler) {
        try {
            return tail != null ? tail.last(handler) : scan.last(handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + runDirectory, e);
        }
    }

    /** Records read so far; may be read by any thread. */
    public long number() {
        return tail != null ? tail.number() : scan.records();
    }

    /** Bytes of the records read so far; may be read by any thread. */
    public long bytes() {
        return tail != null ? tail.bytes() : scan.bytes();
    }

    /**
     * How much of the run has been read, 0…1; NaN while it grows.
     *
     * @throws UncheckedIOException if the disk fails
     */
    public double fraction() {
        try {
            return tail != null ? Double.NaN : scan.fraction();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + runDirectory, e);
        }
    }

    /** True while some process writes this run, so that more may come. */
    public boolean isGrowing() {
        return WriterLock.isHeld(runDirectory);
    }

    @Override
    public void close() {
        try {
            if (tail != null) {
                tail.close();
            } else {
                scan.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + runDirectory, e);
        }
    }
}
