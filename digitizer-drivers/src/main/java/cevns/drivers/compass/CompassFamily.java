package cevns.drivers.compass;

import cevns.daq.config.SourceConfig;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import java.util.List;

/** Boards that CAEN's CoMPASS has read out: recorded files only. */
public final class CompassFamily implements Family {

    static final String NAME = "compass";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new CompassFormat());
    }

    @Override
    public void check(SourceConfig source) {
        CompassOptions.read(source.device());
    }
}
