package cevns.drivers.wavedump;

import cevns.daq.config.SourceConfig;
import cevns.drivers.device.Family;
import cevns.drivers.device.RecordedFormat;
import java.util.List;

/** Boards that CAEN's WaveDump has read out: recorded files only. */
public final class WaveDumpFamily implements Family {

    static final String NAME = "wavedump";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RecordedFormat> formats() {
        return List.of(new WaveDumpFormat());
    }

    @Override
    public void check(SourceConfig source) {
        WaveDumpOptions.read(source.device());
    }
}
