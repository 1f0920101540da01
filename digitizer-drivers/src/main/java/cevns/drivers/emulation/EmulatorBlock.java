package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.PulseTable;
import cevns.drivers.device.Simulation;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;

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
        return beam(emulator, IncidentScript.none(startNs));
    }

    /** The machine as the emulator of this source sees it, with what goes wrong. */
    public static EmulatedBeam beam(SourceConfig source, Simulation simulation) {
        return beam(source.emulator(), simulation.script(source.name()));
    }

    /**
     * The machine, with what goes wrong.
     *
     * @param emulator the block
     * @param script for the source of the block; its start is that of the machine's first cycle
     */
    public static EmulatedBeam beam(ConfigTree emulator, IncidentScript script) {
        EmulatedBeamSettings settings = EmulatedBeamSettings.read(emulator.optionalChild("beam"));
        return new EmulatedBeam(settings, script.startNs(), script);
    }

    /**
     * What a board sees.
     *
     * @param emulator the block
     * @param script what goes wrong; its start is that of the machine's first cycle
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param signal what the beam makes in the detector
     */
    public static EmulatedTraces traces(
            ConfigTree emulator, IncidentScript script, double timeLapse, PulseTable signal) {
        EmulatedBeam beam = beam(emulator, script);
        EmulatedTraces traces = traces(emulator, beam, timeLapse, signal);
        return script.isEmpty() ? traces : new IncidentTraces(traces, adcBits(emulator), script);
    }

    /** The same where nothing goes wrong; from the machine's first cycle on [host time, ns]. */
    public static EmulatedTraces traces(
            ConfigTree emulator, long startNs, double timeLapse, PulseTable signal) {
        return traces(emulator, IncidentScript.none(startNs), timeLapse, signal);
    }

    private static EmulatedTraces traces(
            ConfigTree emulator, EmulatedBeam beam, double timeLapse, PulseTable signal) {
        if (emulator.has("lar")) {
            ConfigTree block = emulator.child("lar");
            LarSettings lar = LarSettings.read(block);
            return new LarTraces(
                    lar, beam, leaky(pulses(lar.pulses(), beam, signal, timeLapse, block), beam));
        }
        ConfigTree block = emulator.child("csi");
        CsiSettings csi = CsiSettings.read(block);
        return new CsiTraces(csi, beam, leaky(pulses(csi, beam, signal, timeLapse, block), beam));
    }

    private static int adcBits(ConfigTree emulator) {
        if (emulator.has("ge")) {
            return GeSettings.read(emulator.child("ge")).preamplifier().adcBits();
        }
        if (emulator.has("nai")) {
            return NaiSettings.read(emulator.child("nai")).readout().adcBits();
        }
        return CsiSettings.read(emulator.child(emulator.has("lar") ? "lar" : "csi"))
                .readout()
                .adcBits();
    }

    private static PulseSource leaky(PulseSource pulses, EmulatedBeam beam) {
        boolean leaks = beam.script().has(IncidentKind.WINDOWS_UNEQUAL);
        return leaks ? new LeakedLight(pulses, beam.script()) : pulses;
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
     * @param script what goes wrong; its start is that of the machine's first cycle
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param signal what the beam makes in the detector
     */
    public static EmulatedSignals signals(
            ConfigTree emulator, IncidentScript script, double timeLapse, PulseTable signal) {
        EmulatedBeam beam = beam(emulator, script);
        EmulatedSignals signals = signals(emulator, beam, timeLapse, signal);
        return script.isEmpty()
                ? signals
                : new IncidentSignals(signals, beam.seen(), script, adcBits(emulator));
    }

    /** The same where nothing goes wrong; from the machine's first cycle on [host time, ns]. */
    public static EmulatedSignals signals(
            ConfigTree emulator, long startNs, double timeLapse, PulseTable signal) {
        return signals(emulator, IncidentScript.none(startNs), timeLapse, signal);
    }

    private static EmulatedSignals signals(
            ConfigTree emulator, EmulatedBeam beam, double timeLapse, PulseTable signal) {
        if (emulator.has("nai")) {
            ConfigTree block = emulator.child("nai");
            NaiSettings nai = NaiSettings.read(block);
            PulseTable inKev = NaiSignals.inKev(signal, nai.pePerKev());
            return new NaiSignals(
                    nai, beam, leaky(pulses(nai.pulses(), beam, inKev, timeLapse, block), beam));
        }
        ConfigTree block = emulator.child("ge");
        GeSettings ge = GeSettings.read(block);
        return new GeSignals(ge, beam, leaky(pulses(ge, beam, signal, timeLapse, block), beam));
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
