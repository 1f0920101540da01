package cevns.drivers.adara;

/**
 * Time as ADARA has it; of a pulse also its name, the pulse id.
 *
 * @param seconds since 1990-01-01 UTC, u32
 * @param nanoseconds u32; below 10⁹ in a sound packet
 */
record EpicsTime(long seconds, long nanoseconds) implements Comparable<EpicsTime> {

    /** 1990-01-01 UTC [s since the Unix epoch]. */
    static final long EPOCH_UNIX_S = 631_152_000L;

    /** 1990-01-01 UTC [ns since the Unix epoch]. */
    static final long EPOCH_UNIX_NS = EPOCH_UNIX_S * 1_000_000_000L;

    /** Of a Unix time [ns]. */
    static EpicsTime ofUnixNs(long ns) {
        long since = ns - EPOCH_UNIX_NS;
        return new EpicsTime(
                Math.floorDiv(since, 1_000_000_000L), Math.floorMod(since, 1_000_000_000L));
    }

    /** In UTC [ns since the Unix epoch]. */
    long unixNs() {
        return EPOCH_UNIX_NS + seconds * 1_000_000_000L + nanoseconds;
    }

    @Override
    public int compareTo(EpicsTime other) {
        int bySeconds = Long.compare(seconds, other.seconds);
        return bySeconds != 0 ? bySeconds : Long.compare(nanoseconds, other.nanoseconds);
    }
}
