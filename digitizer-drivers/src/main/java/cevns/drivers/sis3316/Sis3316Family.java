package cevns.drivers.sis3316;

import cevns.daq.config.SourceConfig;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import java.util.List;

/** Struck SIS3316: recorded files only. */
public final class Sis3316Family implements Family {

    static final String NAME = "sis3316";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new Sis3316Format());
    }

    @Override
    public void check(SourceConfig source) {
        Sis3316Format.triggerKind(source.device());
    }
}
