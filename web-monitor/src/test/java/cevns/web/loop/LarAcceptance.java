package cevns.web.loop;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.drivers.Digitizers;
import cevns.drivers.bridge.BridgeWire;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatorBlock;
import cevns.drivers.emulation.LarSettings;
import cevns.drivers.emulation.LarTraces;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Measures what the selection keeps of nuclear recoils in the emulated liquid-argon detector: a
 * calibration with one recoil of known photoelectrons in each beam trace, through the bytes of the
 * bridge. The cut on the size is opened: a prediction has it in its bins.
 *
 * <p>{@code main} prints what {@code configs/detectors/lar-emulated.conf} keeps.
 */
final class LarAcceptance {

    private static final String RUN = "runs/lar-demo";
    private static final int TRIGGERS_PER_CYCLE = 2;

    /** Onsets lie in [0, 4.5) µs; the cut is at 5. */
    private static final double LAST_NS = 4500;

    private static final int[] SIZES = {
        6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 50, 60, 80, 100
    };

    private LarAcceptance() {}

    /**
     * The recoils that are selected.
     *
     * @param size photoelectrons of each, in both photomultipliers together
     * @param pulses how many to try
     * @param seed other seeds, other recoils
     */
    static Acceptance.Share measure(int size, int pulses, long seed) {
        Map<String, Object> overrides = new TreeMap<>();
        overrides.put("sources.lar-digitizer.emulator.lar.seed", seed);
        overrides.put("beam.snapshot_every_marks", 6000);
        RunConfig run = Acceptance.anySize(RunConfig.load(RUN, overrides, Digitizers::check));
        SourceConfig board = InProcessRun.source(run, "bridge");
        LarSettings settings = LarSettings.read(board.emulator().child("lar"));
        EmulatedBeam beam = EmulatorBlock.beam(board.emulator(), Acceptance.START_NS);
        SplittableRandom times = new SplittableRandom(seed);
        PulseSource recoil =
                (cycle, protons, from, to, into) -> {
                    if (protons > 0) { // not in the strobes
                        double timeNs = times.nextDouble() * LAST_NS;
                        into.accept(new TruePulse(TruePulse.Kind.CEVNS, timeNs, size));
                    }
                };
        LarTraces traces = new LarTraces(settings, beam, recoil);
        InProcessRun taken =
                new InProcessRun(
                        run, traces, "bridge", BridgeWire::new, beam, 1, TRIGGERS_PER_CYCLE);
        taken.take(pulses);
        Snapshot last = taken.finish();
        return new Acceptance.Share(last.counts().coincidence(), last.exposure().good().marks());
    }

    public static void main(String[] args) {
        int pulses = Integer.parseInt(args[0]);
        for (int size : SIZES) {
            Acceptance.Share share = measure(size, pulses, 1000 + size);
            System.out.printf(
                    Locale.ROOT,
                    "%d %d/%d %.3f%n",
                    size,
                    share.selected(),
                    share.of(),
                    share.value());
        }
    }
}
