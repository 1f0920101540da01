package cevns.drivers.slowcontrol.nmea;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** GPS receivers by their NMEA sentences, which come once a second unasked. */
public final class NmeaFamily extends SlowControlFamily {

    private static final double POLL_S = 1;
    private static final double TIMEOUT_S = 2.5;

    public NmeaFamily() {
        super("nmea", new Defaults(SerialSettings.of8N1(9600), 0, 0, POLL_S, TIMEOUT_S));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return Nmea.read(device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return NmeaEmulator.read(emulator, startNs);
    }
}
