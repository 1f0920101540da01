package cevns.web.control;

import cevns.daq.queue.AppendObserver;
import cevns.daq.record.RecordHandler;

/**
 * Measures a run from its edges while it is taken; a run that is not measured has none. The
 * analysis itself knows no clock.
 */
public interface Probe {

    /** Told of what the writers append; on their threads. */
    AppendObserver appends();

    /** What is told of the records instead of the pipeline, and tells it; on its thread. */
    RecordHandler around(RecordHandler pipeline);
}
