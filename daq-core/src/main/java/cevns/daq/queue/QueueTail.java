package cevns.daq.queue;

import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordHandler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Follows a queue that is being written, through the library that writes it. Confined to one
 * thread; allocates nothing for the hot records.
 */
final class QueueTail implements AutoCloseable {

    private static final int FIRST_CAPACITY = 256 * 1024;

    private final Path runDirectory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private ByteBuffer record;
    private Bytes<ByteBuffer> target;
    private volatile long number;
    private volatile long bytes;

    QueueTail(Path runDirectory, QueueSettings settings) {
        this.runDirectory = runDirectory;
        try {
            Path folder = runDirectory.resolve(RunQueue.FOLDER);
            queue = RunQueue.builder(folder, settings).readOnly(true).build();
            tailer = queue.createTailer();
        } catch (RuntimeException | InternalError e) {
            throw damaged(e);
        }
        tailer.singleThreadedCheckDisabled(true);
        grow(FIRST_CAPACITY);
    }

    int poll(RecordHandler handler, int limit) {
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

    boolean last(RecordHandler handler) {
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

    long number() {
        return number;
    }

    long bytes() {
        return bytes;
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
