package cevns.drivers.epics;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;

/**
 * Whether one variable is there, and the hole while it is not. How many values it had meanwhile
 * cannot be known. Confined to one thread.
 */
final class VariableHole {

    private static final long NONE = Long.MIN_VALUE;

    private final RecordSink sink;
    private final long timeoutNs;
    private boolean there;
    private long heardNs = NONE;
    private long openNs = NONE;

    /**
     * @param timeoutNs a server may have been silent for so long before it counts as lost [ns]
     */
    VariableHole(RecordSink sink, long timeoutNs) {
        this.sink = sink;
        this.timeoutNs = timeoutNs;
    }

    boolean isThere() {
        return there;
    }

    /** A value has come; true if it was not there before. */
    boolean heard(long nowNs) {
        boolean news = !there;
        there = true;
        heardNs = nowNs;
        close(nowNs);
        return news;
    }

    /** It is lost: since its last value, but no longer than a lost server takes to notice. */
    void lost(long nowNs) {
        if (there) {
            there = false;
            openNs = Math.min(nowNs, Math.max(heardNs, nowNs - timeoutNs));
        }
    }

    /** It should have been there since then, and never was. */
    void missing(long sinceNs) {
        if (!there && heardNs == NONE && openNs == NONE) {
            openNs = sinceNs;
        }
    }

    /** Writes the hole up to now, if there is one. */
    void close(long nowNs) {
        if (openNs != NONE) {
            sink.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, openNs, Math.max(openNs, nowNs));
            openNs = NONE;
        }
    }
}
