package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.SlowControlFamily;
import cevns.drivers.slowcontrol.SlowControlOptions.Defaults;

/** Compressors of Cryomech pulse-tube coolers. */
public final class CryomechFamily extends SlowControlFamily {

    /** What a compressor speaks; the key {@code protocol}. */
    enum Protocol {
        SMDP,
        MODBUS_RTU,
        MODBUS_TCP
    }

    /**
     * How to speak to a compressor.
     *
     * @param address SMDP address or Modbus unit
     * @param large a CPA 3xxx
     */
    private record Speech(Protocol protocol, int address, boolean large) {

        static Speech read(ConfigTree device) {
            return new Speech(
                    device.choice("protocol", Protocol.class, Protocol.SMDP),
                    device.count("address", 1, 254, 16),
                    device.flag("cpa_3xxx", false));
        }

        ModbusFrame framing() {
            return protocol == Protocol.MODBUS_TCP ? ModbusFrame.TCP : ModbusFrame.RTU;
        }
    }

    public CryomechFamily() {
        super("cryomech", new Defaults(SerialSettings.of8N1(115_200), 0, 0));
    }

    @Override
    protected Instrument instrument(ConfigTree device) {
        Speech speech = Speech.read(device);
        return speech.protocol() == Protocol.SMDP
                ? new SmdpCompressor(speech.address())
                : new ModbusCompressor(speech.framing(), speech.address(), speech.large());
    }

    @Override
    protected EmulatedInstrument emulated(ConfigTree device, ConfigTree emulator, long startNs) {
        Speech speech = Speech.read(device);
        Compressor compressor = Compressor.read(emulator, startNs);
        return speech.protocol() == Protocol.SMDP
                ? new SmdpEmulator(speech.address(), compressor)
                : new ModbusEmulator(
                        speech.framing(), speech.address(), speech.large(), compressor);
    }
}
