package cevns.drivers.slowcontrol.lakeshore;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** Temperature monitor Lake Shore 218. */
public final class LakeShore218Family extends SlowControlFamily {

    /** The manual's least time between two exchanges, with a margin [s]. */
    private static final double GAP_S = 0.06;

    public LakeShore218Family() {
        super("lakeshore218", new Defaults(SerialSettings.of7O1(9600), 0, GAP_S));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return LakeShore.read(LakeShoreModel.M218, device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return LakeShoreEmulator.read(LakeShoreModel.M218, emulator, startNs);
    }
}
