package cevns.daq.queue;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the pages of the queue's file ready before a writer comes to them. What a new page costs, and
 * what the file system makes one wait for it now and then, is met by this thread while the boards'
 * threads go on reading their sockets. Without it nothing is wrong, only slower.
 *
 * <p>It is ahead by what is written in a quarter of a second, so that a run takes no more of the
 * disk than that beyond its data.
 */
final class Pretoucher implements AutoCloseable, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Pretoucher.class);
    private static final int PAGE_BYTES = 4096;
    private static final long LEAST_AHEAD_BYTES = 256L << 10;
    private static final long LOOK_NS = 4_000_000;
    private static final double AHEAD_NS = 250e6;

    /** What the rate is after one look at a pause; a burst of a second ago still counts a tenth. */
    private static final double DECAY = 0.99;

    private final long mostAheadBytes;
    private final ReferenceOwner owner = ReferenceOwner.temporary("pretoucher");
    private final Thread thread = new Thread(this, RunQueue.PAGES_THREAD);
    private volatile Place place;
    private volatile boolean closed;

    private Place followed;
    private MappedBytesStore chunk;
    private long touched;

    /** The file that is written now, and how far. At midnight the next one begins. */
    private static final class Place {
        final MappedFile file;
        volatile long end;

        Place(MappedFile file) {
            this.file = file;
        }
    }

    /** {@code mostAheadBytes} is how far it goes ahead of the writers at the most. */
    Pretoucher(long mostAheadBytes) {
        this.mostAheadBytes = mostAheadBytes;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A writer has written up to here; by any of their threads. */
    void written(Bytes<?> at) {
        if (at instanceof MappedBytes mapped) {
            Place now = place;
            if (now == null || now.file != mapped.mappedFile()) {
                now = new Place(mapped.mappedFile());
                place = now;
            }
            now.end = mapped.writePosition();
        }
    }

    @Override
    public void run() {
        try {
            follow();
        } catch (IOException | RuntimeException | InternalError e) {
            // The disk is full, or the file is gone: the writers meet that themselves.
            LOG.warn("pages of the queue's file are not readied any more: {}", e.toString());
        } finally {
            release();
        }
    }

    private void follow() throws IOException {
        double bytesPerNs = 0;
        long lastNs = System.nanoTime();
        long last = 0;
        while (!closed) {
            Place now = place;
            long position = now == null ? 0 : now.end;
            if (now != followed) {
                release();
                followed = now;
                touched = 0;
                last = position;
            }
            long nowNs = System.nanoTime();
            double rate = Math.max(0, position - last) / (double) Math.max(1, nowNs - lastNs);
            bytesPerNs = Math.max(rate, bytesPerNs * DECAY);
            last = position;
            lastNs = nowNs;
            if (position > 0) {
                double ahead = Math.max(LEAST_AHEAD_BYTES, bytesPerNs * AHEAD_NS);
                touched = Math.max(touched, position - position % PAGE_BYTES);
                touchUntil(position + (long) Math.min(mostAheadBytes, ahead));
            }
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }

    private void touchUntil(long to) throws IOException {
        while (touched < to && !closed) {
            if (chunk == null || touched >= chunk.start() + followed.file.chunkSize()) {
                release();
                chunk = followed.file.acquireByteStore(owner, touched);
            }
            // Nothing is changed, also where a writer is here already: it is one instruction.
            chunk.compareAndSwapInt(touched, 0, 0);
            touched += PAGE_BYTES;
        }
    }

    private void release() {
        if (chunk != null) {
            chunk.release(owner);
            chunk = null;
        }
    }

    /** Lets go of the file; to be called before it is closed. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
