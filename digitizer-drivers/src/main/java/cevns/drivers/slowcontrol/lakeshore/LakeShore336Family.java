package cevns.drivers.slowcontrol.lakeshore;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** Temperature controller Lake Shore 336, over USB or its TCP port. */
public final class LakeShore336Family extends SlowControlFamily {

    private static final int TCP_PORT = 7777;

    public LakeShore336Family() {
        super("lakeshore336", new Defaults(SerialSettings.of7O1(57_600), TCP_PORT, 0));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return LakeShore.read(LakeShoreModel.M336, device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return LakeShoreEmulator.read(LakeShoreModel.M336, emulator, startNs);
    }
}
