package cevns.analysis.event;

/** The newest times of marks, in ascending order. */
final class MarkRing {

    private final long[] times;
    private int count;
    private int at;

    MarkRing(int capacity) {
        times = new long[capacity];
    }

    /** Takes a mark; a time before the newest one is left out. */
    void add(long timeNs) {
        if (count > 0 && timeNs <= newest()) {
            return;
        }
        times[at] = timeNs;
        at = (at + 1) % times.length;
        count = Math.min(count + 1, times.length);
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
        at = 0;
    }

    /** The newest time; only where there is one. */
    long newest() {
        return get(count - 1);
    }

    /** The i-th time, the oldest is 0. */
    long get(int i) {
        return times[Math.floorMod(at - count + i, times.length)];
    }

    /** The time nearest to another; only where there is one. */
    long nearest(long timeNs) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long after = get(low);
        long before = low > 0 ? get(low - 1) : after;
        return timeNs - before <= after - timeNs ? before : after;
    }

    /** All of them, with something added. */
    long[] toArray(long add) {
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
            all[i] = get(i) + add;
        }
        return all;
    }
}
