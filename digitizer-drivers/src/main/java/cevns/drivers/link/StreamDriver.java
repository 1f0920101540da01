package cevns.drivers.link;

import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import java.util.function.Function;

/**
 * Reads a device that only sends: connects, hands over what comes, and connects again when the
 * connection is lost. What the bytes mean is the {@link StreamReader}'s.
 */
public final class StreamDriver extends SessionDriver {

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     * @param readers makes the reader of a run
     */
    public StreamDriver(
            String name,
            StreamOptions options,
            WallClock clock,
            Function<RecordSink, StreamReader> readers) {
        super(
                name,
                (loop, sink) ->
                        new StreamSession(name, options, loop, clock, sink, readers.apply(sink)));
    }
}
