package cevns.web.control;

import cevns.daq.config.SourceConfig;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.drivers.device.Digitizer;

/**
 * One source of a run being taken: its driver and the writer that its records go to.
 *
 * @param config the source
 * @param driver its driver
 * @param writer where its records go
 */
public record SourceRunner(SourceConfig config, Digitizer driver, RunWriter writer) {

    /** State of the driver. */
    public SourceState state() {
        return driver.state();
    }

    /** What it has counted in this run. */
    public SourceCounters counters() {
        return writer.counters();
    }
}
