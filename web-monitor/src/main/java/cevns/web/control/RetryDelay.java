package cevns.web.control;

/** When to try again what has failed: after 1, 2, 5, 10, 30, 30, … seconds. */
final class RetryDelay {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long[] DELAYS_S = {1, 2, 5, 10, 30};

    private int failures;
    private long dueNanos;

    /** Takes note of a failure; gives the time until the next attempt [ns]. */
    long failed(long nanos) {
        long delay = DELAYS_S[Math.min(failures, DELAYS_S.length - 1)] * SECOND_NS;
        failures++;
        dueNanos = nanos + delay;
        return delay;
    }

    /** True when it may be tried. */
    boolean isDue(long nanos) {
        return failures == 0 || nanos - dueNanos >= 0;
    }

    /** It has gone well, or somebody wants it tried at once. */
    void forget() {
        failures = 0;
    }
}
