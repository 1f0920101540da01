package cevns.drivers.sis3316;

import cevns.daq.time.WallClock;
import cevns.drivers.link.SessionDriver;

/** Reads out one board; {@link Sis3316Session} says how. */
public final class Sis3316Driver extends SessionDriver {

    Sis3316Driver(String name, Sis3316Options options, WallClock clock) {
        super(
                "sis3316-" + name,
                (loop, sink) -> new Sis3316Session(name, options, loop, clock, sink));
    }
}
