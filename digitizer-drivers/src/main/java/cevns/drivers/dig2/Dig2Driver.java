package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.link.SessionDriver;

/** Reads out one board; {@link Dig2Session} says how. */
public final class Dig2Driver extends SessionDriver {

    Dig2Driver(String name, Dig2Options options, WallClock clock) {
        super("dig2-" + name, (loop, sink) -> new Dig2Session(name, options, loop, clock, sink));
    }
}
