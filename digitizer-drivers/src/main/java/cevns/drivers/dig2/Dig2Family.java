package cevns.drivers.dig2;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.Family;

/** CAEN VX27xx and relatives, scope firmware. */
public final class Dig2Family implements Family {

    static final String NAME = "dig2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SourceConfig source) {
        Dig2Options.read(source.device());
    }

    @Override
    public Digitizer driver(SourceConfig source, WallClock clock) {
        return new Dig2Driver(source.name(), Dig2Options.read(source.device()), clock);
    }
}
