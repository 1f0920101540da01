package cevns.drivers.orca;

import cevns.daq.config.SourceConfig;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import java.util.List;

/** Hardware that ORCA reads out, from the files that it writes. */
public final class OrcaFamily implements Family {

    static final String NAME = "orca";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new OrcaFormat());
    }

    @Override
    public void check(SourceConfig source) {
        OrcaOptions.read(source.device());
    }
}
