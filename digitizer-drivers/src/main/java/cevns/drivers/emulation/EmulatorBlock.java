package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;
import cevns.daq.truth.PulseTable;

/**
 * Reads the block {@code emulator} of a source: {@code beam} says how the machine runs, {@code
 * csi}, {@code lar}, {@code ge} or {@code nai} what detector stands behind a board. Sources of one
 * run that give the same {@code beam} and get the same start see the same cycles. Problems go where
 * the tree puts them.
 */
public final class EmulatorBlock {

    private EmulatorBlock() {}

    /**
     * The machine.
     *
     * @param emulator the block
     * @param startNs time of its first cycle [host time, ns since the Unix epoch]
     */
    public static EmulatedBeam beam(ConfigTree emulator, long startNs) {
        return new EmulatedBeam(EmulatedBeamSettings.read(emulator.optionalChild("beam")), startNs);
    }

    /**
     * What a board sees.
     *
     * @param emulator the block
     * @param startNs time of the machine's first cycle [host time, ns since the Unix epoch]
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param signal what the beam makes in the detector
     */
    public static EmulatedTraces traces(
            ConfigTree emulator, long startNs, double timeLapse, PulseTable signal) {
        EmulatedBeam beam = beam(emulator, startNs);
        if (emulator.has("lar")) {
            ConfigTree block = emulator.child("lar");
            LarSettings lar = LarSettings.read(block);
            return new LarTraces(lar, beam, pulses(lar.pulses(), beam, signal, timeLapse, block));
        }
        ConfigTree block = emulator.child("csi");
        CsiSettings csi = CsiSettings.read(block);
        return new CsiTraces(csi, beam, pulses(csi, beam, signal, timeLapse, block));
    }

    private static CsiPulses pulses(
            CsiSettings settings,
            EmulatedBeam beam,
            PulseTable signal,
            double timeLapse,
            ConfigTree block) {
        CsiPulses pulses = new CsiPulses(settings, beam.nominalProtons(), signal, timeLapse);
        if (!pulses.canBeDealt()) {
            block.problem("rates", pulses.tooMany());
        }
        return pulses;
    }

    /**
     * What a free-running board sees: the block {@code ge} or {@code nai}.
     *
     * @param emulator the block
     * @param startNs time of the machine's first cycle [host time, ns since the Unix epoch]
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param signal what the beam makes in the detector
     */
    public static EmulatedSignals signals(
            ConfigTree emulator, long startNs, double timeLapse, PulseTable signal) {
        EmulatedBeam beam = beam(emulator, startNs);
        if (emulator.has("nai")) {
            ConfigTree block = emulator.child("nai");
            NaiSettings nai = NaiSettings.read(block);
            PulseTable inKev = NaiSignals.inKev(signal, nai.pePerKev());
            return new NaiSignals(nai, beam, pulses(nai.pulses(), beam, inKev, timeLapse, block));
        }
        ConfigTree block = emulator.child("ge");
        GeSettings ge = GeSettings.read(block);
        return new GeSignals(ge, beam, pulses(ge, beam, signal, timeLapse, block));
    }

    private static GePulses pulses(
            GeSettings settings,
            EmulatedBeam beam,
            PulseTable signal,
            double timeLapse,
            ConfigTree block) {
        GePulses pulses = new GePulses(settings, beam.nominalProtons(), signal, timeLapse);
        if (!pulses.canBeDealt()) {
            block.problem("rates", pulses.tooMany());
        }
        return pulses;
    }
}
