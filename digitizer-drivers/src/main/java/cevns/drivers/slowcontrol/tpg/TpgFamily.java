package cevns.drivers.slowcontrol.tpg;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** Vacuum gauge controllers Pfeiffer TPG 261, 262 and 256. */
public final class TpgFamily extends SlowControlFamily {

    public TpgFamily() {
        super("tpg", new Defaults(SerialSettings.of8N1(9600), 0, 0));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return Tpg.read(device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return TpgEmulator.read(emulator, startNs);
    }
}
