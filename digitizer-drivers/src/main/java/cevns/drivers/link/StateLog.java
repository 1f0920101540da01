package cevns.drivers.link;

import cevns.daq.record.SourceState;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs the states of a device. A device that is absent fails in the same way at each attempt: that
 * is said once, and then at most once a minute with how often it was. Confined to one thread.
 */
final class StateLog {

    private static final long REPEAT_NS = 60_000_000_000L;

    private final Logger log;
    private final String name;
    private final LongSupplier nanoTime;
    private SourceState state = SourceState.DISCONNECTED;
    private String reason = "";
    private String failure;
    private long toldNano;
    private int untold;

    /**
     * Makes a log before the first state, DISCONNECTED.
     *
     * @param name of the source
     * @param nanoTime a clock that does not step, {@link System#nanoTime} [ns]
     */
    StateLog(Logger log, String name, LongSupplier nanoTime) {
        this.log = log;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /** A state, logged if it is new; that it is tried again after a failure goes without saying. */
    void changed(SourceState next, String why) {
        if (failure == null || next != SourceState.CONNECTING) {
            failure = null;
            if (next != state || !why.equals(reason)) {
                log.info("{}: {} -> {} {}", name, state, next, why);
            }
        }
        state = next;
        reason = why;
    }

    /** A connection that was lost, or an attempt at one that failed. */
    void failed(SourceState next, String why) {
        long now = nanoTime.getAsLong();
        if (!why.equals(failure)) {
            log.info("{}: {} -> {} {}", name, state, next, why);
            failure = why;
            toldNano = now;
            untold = 0;
        } else if (now - toldNano < REPEAT_NS) {
            untold++;
        } else {
            long seconds = (now - toldNano) / 1_000_000_000;
            log.info("{}: {} {}, {} times more in {} s", name, next, why, untold + 1, seconds);
            toldNano = now;
            untold = 0;
        }
        state = next;
        reason = why;
    }
}
