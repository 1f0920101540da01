package cevns.web.bench;

import java.util.Arrays;

/**
 * When data were given to a socket: source, device counter, {@link System#nanoTime}. That clock is
 * the machine's, the same in all its processes.
 */
final class SentTimes {

    /** No more are kept. */
    static final int MOST = 1 << 20;

    private static final int FIELDS = 3;

    private long[] all = new long[FIELDS << 12];
    private int count;

    /** Adds one; may be called by any thread. */
    synchronized void add(int sourceId, long ticks, long nanoTime) {
        if (count == MOST) {
            return;
        }
        int at = FIELDS * count++;
        if (at == all.length) {
            all = Arrays.copyOf(all, 2 * all.length);
        }
        all[at] = sourceId;
        all[at + 1] = ticks;
        all[at + 2] = nanoTime;
    }

    synchronized int count() {
        return count;
    }

    synchronized int sourceId(int i) {
        return (int) all[FIELDS * i];
    }

    synchronized long ticks(int i) {
        return all[FIELDS * i + 1];
    }

    synchronized long nanoTime(int i) {
        return all[FIELDS * i + 2];
    }
}
