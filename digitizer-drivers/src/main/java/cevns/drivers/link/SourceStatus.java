package cevns.drivers.link;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import org.slf4j.Logger;

/**
 * The state of a source during one run, and the one place that changes it: a change is kept with
 * its reason, counted, told to the log and written as a status. All but {@link #reason} confined to
 * the source's thread.
 */
public final class SourceStatus {

    /** A second, less what a watch may be early or a step of waiting late. */
    private static final long WRITE_NS = 950_000_000L;

    private final RecordSink sink;
    private final WallClock clock;
    private final StateLog log;
    private SourceState state = SourceState.DISCONNECTED;
    private volatile String reason = "";
    private long writtenNano;

    /**
     * Makes the state before the first one, DISCONNECTED; nothing is written yet.
     *
     * @param log of the session
     * @param name of the source
     */
    public SourceStatus(Logger log, String name, RecordSink sink, WallClock clock) {
        this.sink = sink;
        this.clock = clock;
        this.log = new StateLog(log, name, System::nanoTime);
    }

    public SourceState state() {
        return state;
    }

    /** Why the state is what it is, for people; from any thread. */
    public String reason() {
        return reason;
    }

    /** Whether the source is in this state for this reason. */
    public boolean is(SourceState present, String why) {
        return state == present && reason.equals(why);
    }

    /** Goes into a state, or stays in it for another reason. */
    public void enter(SourceState next, String why) {
        log.changed(next, why);
        enterUnlogged(next, why);
    }

    /** Goes into a state after a connection was lost, or an attempt at one has failed. */
    public void fail(SourceState next, String why) {
        log.failed(next, why);
        enterUnlogged(next, why);
    }

    /** As {@link #enter}, for reasons that change too often for the log. */
    public void enterUnlogged(SourceState next, String why) {
        state = next;
        reason = why;
        write();
    }

    /** Writes the status as it is. */
    public void write() {
        sink.counters().state = state; // readers made for files say theirs
        writtenNano = System.nanoTime();
        sink.status(clock.nowNs());
    }

    /** Writes the status if the last one is a second old. */
    public void writeIfDue() {
        if (System.nanoTime() - writtenNano >= WRITE_NS) {
            write();
        }
    }
}
