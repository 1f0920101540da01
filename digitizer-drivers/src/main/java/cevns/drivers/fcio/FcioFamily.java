package cevns.drivers.fcio;

import cevns.daq.config.SourceConfig;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import java.util.List;

/** FlashCam systems, read from FCIO files. */
public final class FcioFamily implements Family {

    static final String NAME = "fcio";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new FcioFormat());
    }

    @Override
    public void check(SourceConfig source) {
        FcioOptions.read(source.device());
    }
}
