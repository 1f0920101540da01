package cevns.drivers.sis3316;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.TimeUnit;

/**
 * Reads out one board. {@link #start} to {@link #stop} is one {@link Sis3316Session} with a thread
 * of its own.
 */
public final class Sis3316Driver implements Digitizer {

    private static final long STOP_MS = 900;

    private final String name;
    private final Sis3316Options options;
    private final WallClock clock;
    private volatile SourceCounters counters = new SourceCounters();
    private volatile Sis3316Session session;
    private DeviceLoop loop;

    Sis3316Driver(String name, Sis3316Options options, WallClock clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        close();
        loop = new DeviceLoop("sis3316-" + name);
        counters = sink.counters();
        session = new Sis3316Session(name, options, loop, clock, sink);
        session.start();
    }

    @Override
    public void stop() {
        Sis3316Session present = session;
        if (present != null) {
            present.stop();
        }
    }

    /** Stops if need be, and waits until the thread has ended. */
    @Override
    public synchronized void close() {
        if (loop == null) {
            return;
        }
        session.stop();
        try {
            if (!session.done().await(STOP_MS, TimeUnit.MILLISECONDS)) {
                loop.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
        loop = null;
    }

    @Override
    public SourceState state() {
        return counters.state;
    }

    @Override
    public String reason() {
        Sis3316Session present = session;
        return present == null ? "" : present.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
