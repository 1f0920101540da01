package cevns.drivers.device;

import cevns.daq.time.WallClock;

/**
 * A signal from one emulated board to others: low, or high since some time. Used by the threads of
 * all of them. Each reads the clock under the line's lock, so a board that finds it low knows that
 * it will not turn out to have been high at that time.
 */
public final class SyncLine {

    /** So the line stands while it is low. */
    public static final long LOW = Long.MIN_VALUE;

    private long sinceNs = LOW;

    /**
     * Makes it high from now on.
     *
     * @return now [host time, ns since the Unix epoch]
     */
    public synchronized long raise(WallClock clock) {
        sinceNs = clock.nowNs();
        return sinceNs;
    }

    /** Makes it low. */
    public synchronized void lower() {
        sinceNs = LOW;
    }

    /**
     * How it stands.
     *
     * @param nowNs at least the time of the last look
     * @param sinceNs when it became high [host time, ns since the Unix epoch]; {@link #LOW} while
     *     it is low
     */
    public record Level(long nowNs, long sinceNs) {

        public boolean isHigh() {
            return sinceNs != LOW;
        }
    }

    /** Looks at the line and at the clock. */
    public synchronized Level look(WallClock clock) {
        return new Level(clock.nowNs(), sinceNs);
    }
}
