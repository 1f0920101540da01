package cevns.drivers.device;

import cevns.daq.record.RecordSink;

/** Where the sources of a recorded file go. */
@FunctionalInterface
public interface SourceSinks {

    /**
     * The sink of one source.
     *
     * @param key the source as the file's format names it; the same key gives the same sink
     */
    RecordSink source(String key);
}
