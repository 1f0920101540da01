package cevns.web.loop;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.CutConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.drivers.Digitizers;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatorBlock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measures what the selection of the emulated CsI detector keeps: a calibration with one pulse of
 * known photoelectrons in each trace, at random times of C, beside all that the detector adds by
 * itself. The cut on the size is left out: a prediction has it in its bins.
 *
 * <p>{@code main} prints the table that {@code configs/detectors/csi-emulated.conf} keeps.
 */
final class Acceptance {

    private static final String RUN = "runs/csi-demo";

    /** Twice the shipped one: more protons in as many traces. */
    private static final double POWER_MW = 2.8;

    static final long START_NS = 1_795_168_800_000_000_000L;

    /** Onsets lie in [0, 5) µs: the cut is at 6, and few recoils come in the last of it. */
    private static final double LAST_NS = 5000;

    private static final int[] SIZES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36, 40, 50, 60
    };

    /** A share that was counted. */
    record Share(long selected, long of) {
        double value() {
            return selected / (double) of;
        }
    }

    private Acceptance() {}

    /**
     * The pulses that are selected.
     *
     * @param size photoelectrons of each
     * @param pulses how many to try
     * @param seed other seeds, other pulses
     */
    static Share measure(int size, int pulses, long seed) {
        RunConfig config = seeded(seed);
        SourceConfig board = config.sources().get(0);
        CsiSettings settings = CsiSettings.read(board.emulator().child("csi"));
        EmulatedBeam beam = EmulatorBlock.beam(board.emulator(), START_NS);
        SplittableRandom times = new SplittableRandom(seed);
        PulseSource pulse =
                (cycle, protons, from, to, into) ->
                        into.accept(
                                new TruePulse(
                                        TruePulse.Kind.CALIBRATION,
                                        times.nextDouble() * LAST_NS,
                                        size));
        InProcessRun run = new InProcessRun(anySize(config), settings, beam, pulse, 1);
        run.take(pulses);
        Snapshot last = run.finish();
        return new Share(last.counts().coincidence(), last.exposure().good().marks());
    }

    static RunConfig seeded(long seed) {
        return RunConfig.load(
                RUN,
                Map.of(
                        "sources.csi-digitizer.emulator.csi.seed", seed,
                        "sources.csi-digitizer.emulator.beam.power_mw", POWER_MW),
                Digitizers::check);
    }

    private static RunConfig anySize(RunConfig run) {
        List<CutConfig> cuts =
                run.cuts().stream()
                        .filter(cut -> cut.quantity() != CutConfig.Quantity.CHARGE_PE)
                        .toList();
        return new RunConfig(
                run.text(),
                run.hash(),
                run.name(),
                run.type(),
                run.detector(),
                run.beam(),
                run.events(),
                run.windows(),
                cuts,
                run.sources(),
                run.limits(),
                run.spectra(),
                run.blinding(),
                run.campaign());
    }

    public static void main(String[] args) {
        int pulses = Integer.parseInt(args[0]);
        for (int size : SIZES) {
            Share share = measure(size, pulses, 1000 + size);
            System.out.printf(
                    Locale.ROOT, "%d %d/%d %.3f%n", size, share.selected, share.of, share.value());
        }
    }
}
