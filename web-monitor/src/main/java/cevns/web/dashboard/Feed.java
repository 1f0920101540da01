package cevns.web.dashboard;

import cevns.analysis.monitor.Trace;
import cevns.daq.config.RunConfig;
import java.util.List;

/**
 * What the dashboard is told of the run it shows. Called on the event loop, several times a second:
 * each method answers at once, from a reference that another thread has set, and never blocks.
 */
public interface Feed {

    /** Configuration of the run that is shown. */
    RunConfig config();

    /** The newest snapshot; null before the first. The same object until there is a newer one. */
    Published latest();

    /** How the comparison of this run has grown. */
    History history();

    /** The last waveform of each channel, in the order of the channels; none before the first. */
    List<Trace> traces();

    /** How the program feels. */
    Health health();

    /** True when a recorded run is read again, false when it is still being taken. */
    boolean replay();

    /** Data seconds a second when replaying, infinite for as fast as it goes; 1 when live. */
    double speed();
}
