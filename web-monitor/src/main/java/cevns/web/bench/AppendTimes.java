package cevns.web.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the newest records of one source went into the queue. Written by the source's thread; others
 * ask for a record that they have read. Allocates nothing.
 */
final class AppendTimes {

    private static final int KEPT = 1 << 16;

    private final AtomicLongArray sequences = new AtomicLongArray(KEPT);
    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private long beganNanos;
    private volatile long spentNs;
    private volatile long longestNs;

    AppendTimes() {
        for (int i = 0; i < KEPT; i++) {
            sequences.setPlain(i, -1);
        }
    }

    void begin(long sequence) {
        int at = (int) sequence & KEPT - 1;
        beganNanos = System.nanoTime();
        sequences.setRelease(at, -1);
        nanos.setRelease(at, beganNanos);
        sequences.setRelease(at, sequence);
    }

    void end() {
        long tookNs = System.nanoTime() - beganNanos;
        spentNs += tookNs;
        longestNs = Math.max(longestNs, tookNs);
    }

    /** When a record was about to go in, {@link System#nanoTime}; 0 when that is forgotten. */
    long of(long sequence) {
        int at = (int) sequence & KEPT - 1;
        if (sequences.getAcquire(at) != sequence) {
            return 0;
        }
        long time = nanos.getAcquire(at);
        return sequences.getAcquire(at) == sequence ? time : 0;
    }

    /** Time that the source's thread has spent appending [ns]. */
    long spentNs() {
        return spentNs;
    }

    /** The longest that a record has taken [ns]. */
    long longestNs() {
        return longestNs;
    }
}
