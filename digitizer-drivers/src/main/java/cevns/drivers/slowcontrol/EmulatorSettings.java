package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import cevns.drivers.link.SerialSettings;

/**
 * What all emulated instruments share of the block {@code emulator}.
 *
 * @param serialPath serial line or pseudo-terminal that is served beside the TCP port; empty for
 *     none
 * @param serial how it is set
 */
record EmulatorSettings(String serialPath, SerialSettings serial) {

    static EmulatorSettings read(ConfigTree emulator, SerialSettings usual) {
        return new EmulatorSettings(emulator.string("pty", ""), usual);
    }
}
