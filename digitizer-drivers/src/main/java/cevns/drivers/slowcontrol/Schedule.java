package cevns.drivers.slowcontrol;

/** When the next poll is due. Times are of a clock that does not step [ns]. */
final class Schedule {

    /** Who is so much later than he wanted was not busy but suspended. */
    private static final long SUSPENDED_NS = 1_000_000_000L;

    private final long periodNs;
    private long dueNano;

    Schedule(long periodNs, long nowNano) {
        this.periodNs = periodNs;
        dueNano = nowNano + periodNs;
    }

    /** How long it is until then; negative when it is late [ns]. */
    long waitNs(long nowNano) {
        return dueNano - nowNano;
    }

    /** The instrument can be asked again: the next poll is due now. */
    void restart(long nowNano) {
        dueNano = nowNano;
    }

    /** A poll has been made. One that took longer than a period puts off the next; none is lost. */
    void polled(long nowNano) {
        dueNano = Math.max(dueNano + periodNs, nowNano);
    }

    /**
     * The polls that were due while this process was suspended, as in a laptop that was closed; the
     * last one that was due can still be made.
     */
    long overslept(long nowNano) {
        long lateNs = nowNano - dueNano;
        if (lateNs < Math.max(periodNs, SUSPENDED_NS)) {
            return 0;
        }
        long polls = lateNs / periodNs;
        dueNano += polls * periodNs;
        return polls;
    }

    /** The polls that were due by now and could not be made; the next one is due later. */
    long missed(long nowNano) {
        if (nowNano < dueNano) {
            return 0;
        }
        long polls = (nowNano - dueNano) / periodNs + 1;
        dueNano += polls * periodNs;
        return polls;
    }
}
