package cevns.drivers.dig2;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.TimeUnit;

/**
 * Reads out one board. {@link #start} to {@link #stop} is one {@link Dig2Session} with a thread of
 * its own.
 */
public final class Dig2Driver implements Digitizer {

    private static final long STOP_MS = 900;

    private final String name;
    private final Dig2Options options;
    private final WallClock clock;
    private volatile SourceCounters counters = new SourceCounters();
    private volatile Dig2Session session;
    private DeviceLoop loop;

    Dig2Driver(String name, Dig2Options options, WallClock clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        close();
        loop = new DeviceLoop("dig2-" + name);
        counters = sink.counters();
        session = new Dig2Session(name, options, loop, clock, sink);
        session.start();
    }

    @Override
    public void stop() {
        Dig2Session present = session;
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
        Dig2Session present = session;
        return present == null ? "" : present.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
