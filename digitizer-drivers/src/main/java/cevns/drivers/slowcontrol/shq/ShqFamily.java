package cevns.drivers.slowcontrol.shq;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** High-voltage supplies iseg SHQ and NHQ. */
public final class ShqFamily extends SlowControlFamily {

    public ShqFamily() {
        super("shq", new Defaults(SerialSettings.of8N1(9600), 0, 0));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return Shq.read(device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return ShqEmulator.read(emulator, startNs);
    }
}
