package cevns.drivers.link;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import java.util.function.Function;

/**
 * Reads a device that only sends: connects, hands over what comes, and connects again when the
 * connection is lost. What the bytes mean is the {@link StreamReader}'s.
 */
public final class StreamDriver implements Digitizer {

    private final String name;
    private final StreamOptions options;
    private final WallClock clock;
    private final Function<RecordSink, StreamReader> readers;
    private volatile SourceCounters counters = new SourceCounters();
    private volatile StreamSession session;
    private DeviceLoop loop;

    /**
     * @param name of the source in the run configuration
     * @param readers makes the reader of a run
     */
    public StreamDriver(
            String name,
            StreamOptions options,
            WallClock clock,
            Function<RecordSink, StreamReader> readers) {
        this.name = name;
        this.options = options;
        this.clock = clock;
        this.readers = readers;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        close();
        loop = new DeviceLoop(name);
        counters = sink.counters();
        session = new StreamSession(name, options, loop, clock, sink, readers.apply(sink));
        loop.execute(session::begin);
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.execute(session::end);
            loop.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        if (loop != null) {
            stop();
            loop.close();
            loop = null;
        }
    }

    @Override
    public SourceState state() {
        return counters.state;
    }

    @Override
    public String reason() {
        StreamSession present = session;
        return present == null ? "" : present.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
