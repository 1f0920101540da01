package cevns.daq.queue;

import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordHandler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Reads a run from its first record, while it grows or after: live and replay are this class.
 * Reading destroys nothing. Confined to one thread; allocates nothing for the hot records.
 */
public final class RunReader implements AutoCloseable {

    private static final int FIRST_CAPACITY = 256 * 1024;

    private final Path runDirectory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private ByteBuffer record;
    private Bytes<ByteBuffer> target;
    private volatile long number;
    private volatile long bytes;

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
        try {
            queue = RunQueue.builder(folder, settings).readOnly(true).build();
            tailer = queue.createTailer();
        } catch (RuntimeException | InternalError e) {
            throw damaged(e);
        }
        tailer.singleThreadedCheckDisabled(true);
        grow(FIRST_CAPACITY);
    }

    /**
     * Tells the handler of the next records.
     *
     * @param limit how many at the most
     * @return how many there were; 0 when there are none now
     * @throws DamagedQueue if the queue itself, not a record in it, cannot be read on
     */
    public int poll(RecordHandler handler, int limit) {
        int done = 0;
        while (done < limit) {
            int length = next();
            if (length < 0) {
                break;
            }
            try {
                dispatcher.dispatch(record, length, number, handler);
            } catch (InternalError e) {
                // Of a file that was cut Java tells only some instructions after the reading.
                throw damaged(e);
            }
            number++;
            done++;
        }
        return done;
    }

    /**
     * Tells the handler of the newest record; nothing before it is read any more.
     *
     * @return false if there is none
     * @throws DamagedQueue as {@link #poll} does
     */
    public boolean last(RecordHandler handler) {
        try {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
        } catch (RuntimeException | InternalError e) {
            throw damaged(e);
        }
        int length = next();
        tailer.direction(TailerDirection.FORWARD);
        if (length < 0) {
            return false;
        }
        dispatcher.dispatch(record, length, number, handler);
        return true;
    }

    /** Records read so far; may be read by any thread. */
    public long number() {
        return number;
    }

    /** Bytes of the records read so far; may be read by any thread. */
    public long bytes() {
        return bytes;
    }

    /** True while some process writes this run, so that more may come. */
    public boolean isGrowing() {
        return WriterLock.isHeld(runDirectory);
    }

    @Override
    public void close() {
        queue.close();
    }

    private int next() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return -1;
            }
            Bytes<?> from = document.wire().bytes();
            int length = Math.toIntExact(from.readRemaining());
            if (length > record.capacity()) {
                grow(length);
            }
            // Reading into a ByteBuffer would go byte by byte; from store to store it is one copy.
            target.clear();
            target.write(from, from.readPosition(), length);
            bytes += length;
            return length;
        } catch (RuntimeException | InternalError e) {
            throw damaged(e);
        }
    }

    private DamagedQueue damaged(Throwable e) {
        return new DamagedQueue(
                runDirectory
                        + ": the queue cannot be read beyond record "
                        + number
                        + " ("
                        + e
                        + "); sevens verify says where it is damaged",
                e);
    }

    private void grow(int capacity) {
        record = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
        target = Bytes.wrapForWrite(record);
        target.singleThreadedCheckDisabled(true);
    }
}
