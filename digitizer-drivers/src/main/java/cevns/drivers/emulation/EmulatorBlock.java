package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * Reads the block {@code emulator} of a source: {@code beam} says how the machine runs, {@code csi}
 * what detector stands behind a board. Sources of one run that give the same {@code beam} and get
 * the same start see the same cycles. Problems go where the tree puts them.
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
     */
    public static EmulatedTraces traces(ConfigTree emulator, long startNs) {
        EmulatedBeam beam = beam(emulator, startNs);
        CsiSettings csi = CsiSettings.read(emulator.child("csi"));
        return new CsiTraces(csi, beam, new CsiPulses(csi, beam.nominalProtons()));
    }
}
