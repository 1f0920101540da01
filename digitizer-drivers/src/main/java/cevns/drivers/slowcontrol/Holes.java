package cevns.drivers.slowcontrol;

import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;

/**
 * Readings that should have come and did not. Those of one cause in a row make one hole, which is
 * written when a poll brings no more of them, at the latest after a minute.
 */
final class Holes {

    private static final long LONGEST_NS = 60_000_000_000L;

    private final RecordSink sink;
    private final long[] units = new long[LossCause.COUNT];
    private final long[] firstNs = new long[LossCause.COUNT];
    private final long[] lastNs = new long[LossCause.COUNT];
    private final boolean[] grew = new boolean[LossCause.COUNT];

    Holes(RecordSink sink) {
        this.sink = sink;
    }

    /**
     * Adds readings that did not come.
     *
     * @param fromNs when the first of them was due [ns since the Unix epoch]
     * @param toNs when the last of them had not come [ns since the Unix epoch]
     */
    void add(LossCause cause, long readings, long fromNs, long toNs) {
        int i = cause.ordinal();
        if (units[i] == 0) {
            firstNs[i] = fromNs;
        }
        units[i] += readings;
        lastNs[i] = Math.max(firstNs[i], toNs);
        grew[i] = true;
        if (lastNs[i] - firstNs[i] >= LONGEST_NS) {
            write(cause);
        }
    }

    /** A poll has ended: writes the holes that it did not add to. */
    void polled() {
        for (LossCause cause : LossCause.values()) {
            if (!grew[cause.ordinal()]) {
                write(cause);
            }
            grew[cause.ordinal()] = false;
        }
    }

    /** The link is lost, and what else was wrong is over with it. */
    void linkLost() {
        for (LossCause cause : LossCause.values()) {
            if (cause != LossCause.LINK) {
                write(cause);
            }
        }
    }

    /** Writes all holes: the device is back, or the run ends. */
    void close() {
        for (LossCause cause : LossCause.values()) {
            write(cause);
        }
    }

    private void write(LossCause cause) {
        int i = cause.ordinal();
        if (units[i] > 0) {
            sink.loss(cause, units[i], firstNs[i], lastNs[i]);
            units[i] = 0;
        }
    }
}
