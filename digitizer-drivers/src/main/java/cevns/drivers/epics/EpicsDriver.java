package cevns.drivers.epics;

import cevns.daq.time.WallClock;
import cevns.drivers.link.SessionDriver;

/** Reads process variables, on a thread of its own beside those of the library. */
public final class EpicsDriver extends SessionDriver {

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     */
    public EpicsDriver(String name, EpicsOptions options, WallClock clock) {
        super("epics-" + name, (loop, sink) -> new EpicsReadout(name, options, sink, clock, loop));
    }
}
