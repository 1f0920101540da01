package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * The emulated liquid-argon detector: the block {@code lar} of an {@code emulator}. Pulses and
 * rates are told as those of the CsI detector are; the light of argon depends on what recoils.
 *
 * @param pulses rates, sizes and times; its scintillation and muon are not used
 * @param nuclear light of nuclear recoils: signal and neutrons
 * @param electron light of electron recoils: steady-state background
 * @param strobeNs a strobe follows each beam trigger by so much [ns]
 */
public record LarSettings(
        CsiSettings pulses,
        CsiSettings.Scintillation nuclear,
        CsiSettings.Scintillation electron,
        double strobeNs) {

    /** Reads the keys; all have defaults. */
    public static LarSettings read(ConfigTree tree) {
        return new LarSettings(
                CsiSettings.read(tree),
                CsiSettings.Scintillation.read(tree.optionalChild("nuclear_recoil")),
                CsiSettings.Scintillation.read(tree.optionalChild("electron_recoil")),
                1000 * tree.number("strobe_us", 5000, 11_000, 8333));
    }
}
