package cevns.drivers.adara;

import cevns.daq.time.WallClock;
import cevns.drivers.link.SessionDriver;

/**
 * A live client of the facility's stream: connects, says hello once, and reads. After a lost
 * connection it asks for what it has missed. No trigger comes from here, only bookkeeping: pulses
 * arrive up to seconds after they were.
 */
public final class AdaraDriver extends SessionDriver {

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     */
    public AdaraDriver(String name, AdaraOptions options, WallClock clock) {
        super("adara-" + name, (loop, sink) -> new AdaraReadout(name, options, sink, clock, loop));
    }
}
