package cevns.drivers.device;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;

/**
 * A device that we read out. The driver runs on a thread of its own; {@link #start} and {@link
 * #stop} are called by run control and return at once, {@link #state} says how far things are.
 */
public interface Digitizer extends AutoCloseable {

    /**
     * Connects, sets the device up, and takes data into {@code sink} until {@link #stop}. A lost
     * connection is tried again until then, the hole recorded.
     */
    void start(RecordSink sink);

    /** Ends data taking: the device is stopped, what it still sends is taken, within a second. */
    void stop();

    /** Waits until the driver's thread has ended. */
    @Override
    void close();

    /** The state now. */
    SourceState state();

    /** Why the state is what it is, for people; empty when all is well. */
    String reason();

    /** The counters of the present or last run. */
    SourceCounters counters();
}
