package cevns.drivers.dig2;

/**
 * How long a board has sent no hits, added up over the looks that a loop takes. A loop that was
 * held up looks late: hits may have waited for it meanwhile, so that time is not counted.
 */
final class QuietTime {

    private final long lateNanos;
    private long lastNanos;
    private long lastHitNs;
    private long nanos;

    /**
     * @param periodMs from one look to the next [ms]
     */
    QuietTime(long periodMs) {
        lateNanos = 2_000_000 * periodMs;
    }

    /**
     * Looks.
     *
     * @param nowNanos {@link System#nanoTime}
     * @param hitNs time of the newest hit
     */
    void look(long nowNanos, long hitNs) {
        long passed = nowNanos - lastNanos;
        if (hitNs == lastHitNs && passed >= 0 && passed < lateNanos) {
            nanos += passed;
        }
        lastNanos = nowNanos;
        lastHitNs = hitNs;
    }

    /** All of it; only goes forward, and by less than has passed [ns]. */
    long nanos() {
        return nanos;
    }
}
