package cevns.drivers.slowcontrol.n1470;

import cevns.daq.config.ConfigTree;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.link.SerialSettings.Flow;
import cevns.drivers.link.SerialSettings.Parity;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** High-voltage supplies CAEN N1470, N1471, DT147xET, NDT1470. */
public final class N1470Family extends SlowControlFamily {

    public N1470Family() {
        super(
                "n1470",
                new Defaults(new SerialSettings(9600, 8, Parity.NONE, 1, Flow.XON_XOFF), 0, 0));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        return N1470.read(device);
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        return new N1470Emulator(N1470Settings.read(device, emulator), startNs);
    }

    @Override
    protected EmulatedInstrument emulated(
            ConfigTree device, ConfigTree emulator, IncidentScript script) {
        N1470Settings settings = N1470Settings.read(device, emulator);
        double startS = script.startS(IncidentKind.HV_TRIP);
        return new N1470Emulator(
                Double.isNaN(startS) ? settings : settings.tripping(startS), script.startNs());
    }
}
