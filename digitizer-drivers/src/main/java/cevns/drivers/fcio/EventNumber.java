package cevns.drivers.fcio;

/** The event number of a master card, extended beyond its 32 bits. */
final class EventNumber {

    /** A jump by more than this is damage, not a number of lost events. */
    private static final long BELIEVED = 1_000_000;

    /** Events in between that cannot be counted. */
    static final long UNKNOWN = -1;

    private boolean begun;
    private long last;

    void restart() {
        begun = false;
    }

    /**
     * Takes the number of the next event.
     *
     * @return events that are missing before it, or {@link #UNKNOWN}; a number that went back, as
     *     after a reset of the counters, says nothing
     */
    long missingBefore(int number) {
        long before = last;
        boolean first = !begun;
        last = first ? number & 0xFFFF_FFFFL : last + (number - (int) last);
        last = last < 0 ? number & 0xFFFF_FFFFL : last;
        begun = true;
        long missing = last - before - 1;
        if (first || missing <= 0) {
            return 0;
        }
        return missing <= BELIEVED ? missing : UNKNOWN;
    }

    /** The number, extended. */
    long extended() {
        return last;
    }
}
