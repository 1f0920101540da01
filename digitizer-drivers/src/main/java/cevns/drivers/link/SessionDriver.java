package cevns.drivers.link;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.drivers.device.Digitizer;
import java.util.function.BiFunction;

/**
 * Reads out a device: {@link #start} to {@link #stop} is one {@link DeviceSession} with a thread of
 * its own. A family's driver says only how its session is made.
 */
public abstract class SessionDriver implements Digitizer {

    private static final long STOP_MS = 900;

    private final String thread;
    private final BiFunction<DeviceLoop, RecordSink, DeviceSession> sessions;
    private volatile SourceCounters counters = new SourceCounters();
    private volatile DeviceSession session;
    private DeviceLoop loop;

    /**
     * Makes a driver that does nothing yet.
     *
     * @param thread name of the thread, for people
     * @param sessions makes the session of a run
     */
    protected SessionDriver(
            String thread, BiFunction<DeviceLoop, RecordSink, DeviceSession> sessions) {
        this.thread = thread;
        this.sessions = sessions;
    }

    @Override
    public final synchronized void start(RecordSink sink) {
        close(); // of two threads at one sink the older must have ended
        loop = new DeviceLoop(thread);
        counters = sink.counters();
        session = sessions.apply(loop, sink);
        loop.execute(session::begin);
    }

    @Override
    public final synchronized void stop() {
        if (loop != null) {
            loop.execute(session::end);
        }
    }

    /** Stops if need be, and waits until the thread has ended. */
    @Override
    public final synchronized void close() {
        if (loop != null) {
            stop();
            loop.awaitEnd(STOP_MS);
            loop.close();
            loop = null;
        }
    }

    @Override
    public final SourceState state() {
        return counters.state;
    }

    @Override
    public final String reason() {
        DeviceSession present = session;
        return present == null ? "" : present.reason();
    }

    @Override
    public final SourceCounters counters() {
        return counters;
    }
}
