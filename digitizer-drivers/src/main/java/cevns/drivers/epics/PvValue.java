package cevns.drivers.epics;

/**
 * One value of a process variable, as its server tells it.
 *
 * @param value the number; NaN for what is none
 * @param severity 0 none, 1 minor, 2 major, 3 invalid; others unknown
 * @param seconds of its time stamp [s since the Unix epoch]; 0 or less when it has none
 * @param nanoseconds of its time stamp
 */
record PvValue(double value, int severity, long seconds, int nanoseconds) {

    /** Seconds from the Unix epoch to 1990-01-01, where Channel Access counts from. */
    static final long EPOCH_1990 = 631_152_000L;

    private static final int SECOND_NS = 1_000_000_000;

    /** Beyond this a time in nanoseconds does not fit a {@code long}. */
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND_NS - 1;

    /** True if its time stamp means something; a variable that never had a value has 1990. */
    boolean hasTime() {
        return seconds > EPOCH_1990
                && seconds < LAST_SECOND
                && nanoseconds >= 0
                && nanoseconds < SECOND_NS;
    }

    /** Its time stamp [ns since the Unix epoch]; only with {@link #hasTime}. */
    long timeNs() {
        return seconds * SECOND_NS + nanoseconds;
    }
}
