package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * The emulated crystals of sodium iodide: the block {@code nai} of an {@code emulator}. What
 * happens in them, and when, is told as that of the germanium detectors is, in keV; what a
 * photomultiplier sees of it, as that of the CsI detector.
 *
 * @param pulses crystals, timing signal, rates and sizes; it has no preamplifier
 * @param readout the ADC
 * @param photoelectron one photoelectron
 * @param scintillation light in time
 * @param pePerKev light yield [photoelectrons/keV of ionisation]
 */
public record NaiSettings(
        GeSettings pulses,
        CsiSettings.Readout readout,
        CsiSettings.Photoelectron photoelectron,
        CsiSettings.Scintillation scintillation,
        double pePerKev) {

    /** Reads the keys; all have defaults, and those are without any enhancement. */
    public static NaiSettings read(ConfigTree tree) {
        if (tree.has("preamplifier")) {
            tree.problem("preamplifier", "a photomultiplier has none");
        }
        return new NaiSettings(
                GeSettings.read(tree),
                CsiSettings.Readout.read(tree.optionalChild("readout")),
                CsiSettings.Photoelectron.read(tree.optionalChild("photoelectron")),
                CsiSettings.Scintillation.read(tree.optionalChild("scintillation")),
                tree.number("pe_per_kev", 0.1, 1000, 6));
    }
}
