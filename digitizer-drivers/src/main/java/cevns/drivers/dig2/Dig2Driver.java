package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.device.StartGroups;
import cevns.drivers.link.SessionDriver;

/** Reads out one board; {@link Dig2Session} says how. */
public final class Dig2Driver extends SessionDriver {

    /** The driver of a board that stands alone; it does nothing yet. */
    public Dig2Driver(String name, Dig2Options options, WallClock clock) {
        this(name, options, new StartGroups(), clock);
    }

    /**
     * The driver of a board that may be started together with others of the run.
     *
     * @param groups the same for all of them
     */
    Dig2Driver(String name, Dig2Options options, StartGroups groups, WallClock clock) {
        super(
                "dig2-" + name,
                (loop, sink) -> new Dig2Session(name, options, groups, loop, clock, sink));
        if (!options.startedBy().isEmpty()) {
            groups.of(options.startedBy()).coming(name); // so that it is waited for
        }
    }
}
