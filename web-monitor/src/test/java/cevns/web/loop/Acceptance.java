package cevns.web.loop;

import cevns.analysis.monitor.CountedCells;
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
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Measures what the emulated CsI detector makes of a pulse: what the selection keeps, what charge
 * it finds and when it sees it begin. A calibration with one pulse of known photoelectrons in each
 * trace, beside all that the detector adds by itself. The cut on the size is left out: a prediction
 * has it in its bins.
 *
 * <p>{@code main} prints what {@code configs/detectors/csi-emulated.conf} keeps.
 */
final class Acceptance {

    static final long START_NS = 1_795_168_800_000_000_000L;

    private static final String RUN = "runs/csi-demo";

    /** Twice the shipped one: more protons in as many traces. */
    private static final double POWER_MW = 2.8;

    /** Only the last one is looked at. */
    private static final int SNAPSHOT_EVERY = 6000;

    /** Onsets lie in [0, 5) µs: the cut is at 6, and few recoils come in the last of it. */
    private static final double LAST_NS = 5000;

    /**
     * Where charge and onset are measured, all pulses are there: the onset is up to 0.9 µs late.
     */
    private static final double AT_NS = 100;

    private static final double BIN_NS = 25;

    /** Cells of charge and time since beam that are fine enough for it, and as many as are kept. */
    private static final Map<String, Object> FINE = fine();

    private static final int[] SIZES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36, 40, 50, 60
    };

    /** A share that was counted. */
    record Share(long selected, long of) {
        double value() {
            return selected / (double) of;
        }
    }

    /** Mean and RMS, the width of bins taken out. */
    record Spread(double mean, double rms) {}

    /**
     * What is found of selected pulses of one size.
     *
     * @param charge [PE]
     * @param delay from the pulse to its onset [ns]
     */
    record Found(Spread charge, Spread delay) {}

    private Acceptance() {}

    /**
     * The pulses that are selected.
     *
     * @param size photoelectrons of each
     * @param pulses how many to try
     * @param seed other seeds, other pulses
     */
    static Share measure(int size, int pulses, long seed) {
        SplittableRandom times = new SplittableRandom(seed);
        DoubleSupplier anywhere = () -> times.nextDouble() * LAST_NS;
        Snapshot last = calibrate(seeded(seed, Map.of()), anywhere, size, pulses);
        return new Share(last.counts().coincidence(), last.exposure().good().marks());
    }

    /** What charge and what onset the selected ones have; parameters as above. */
    static Found find(int size, int pulses, long seed) {
        Snapshot last = calibrate(seeded(seed, FINE), () -> AT_NS, size, pulses);
        CountedCells cells = last.comparison().cells();
        long[] counts = cells.coincidence();
        int times = cells.times().length - 1;
        double[] charges = new double[cells.sizes().length - 1];
        double[] delays = new double[times];
        for (int i = 0; i < counts.length; i++) {
            charges[i / times] += counts[i];
            delays[i % times] += counts[i];
        }
        return new Found(spread(charges, 0, 1), spread(delays, -AT_NS, BIN_NS));
    }

    private static Map<String, Object> fine() {
        Map<String, Object> fine = new TreeMap<>();
        fine.put("detector.prediction.spectrum.low", 0);
        fine.put("detector.prediction.spectrum.high", 60);
        fine.put("detector.prediction.spectrum.bins", 60);
        fine.put("detector.prediction.time.low", 0);
        fine.put("detector.prediction.time.high", 1);
        fine.put("detector.prediction.time.bins", 40);
        fine.put("detector.prediction.steady_before", null); // was counted in other bins
        return fine;
    }

    private static Spread spread(double[] counts, double low, double width) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < counts.length; i++) {
            double x = low + (i + 0.5) * width;
            sum += counts[i];
            first += counts[i] * x;
            second += counts[i] * x * x;
        }
        double mean = first / sum;
        return new Spread(mean, Math.sqrt(second / sum - mean * mean - width * width / 12));
    }

    private static Snapshot calibrate(RunConfig run, DoubleSupplier timeNs, int size, int pulses) {
        SourceConfig board = InProcessRun.source(run, "dig2");
        CsiSettings settings = CsiSettings.read(board.emulator().child("csi"));
        EmulatedBeam beam = EmulatorBlock.beam(board.emulator(), START_NS);
        PulseSource pulse =
                (cycle, protons, from, to, into) ->
                        into.accept(
                                new TruePulse(
                                        TruePulse.Kind.CALIBRATION, timeNs.getAsDouble(), size));
        InProcessRun taken = new InProcessRun(anySize(run), settings, beam, pulse, 1);
        taken.take(pulses);
        return taken.finish();
    }

    /** The configuration of the demo with another seed. */
    static RunConfig seeded(long seed, Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(more);
        all.put("sources.csi-digitizer.emulator.csi.seed", seed);
        all.put("sources.csi-digitizer.emulator.beam.power_mw", POWER_MW);
        all.put("sources.sns-adara.emulator.beam.power_mw", POWER_MW);
        all.put("beam.snapshot_every_marks", SNAPSHOT_EVERY);
        return RunConfig.load(RUN, all, Digitizers::check);
    }

    /** The same without the cut on the size. */
    static RunConfig anySize(RunConfig run) {
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
                run.campaign(),
                run.publish());
    }

    public static void main(String[] args) {
        int pulses = Integer.parseInt(args[0]);
        for (int size : SIZES) {
            Share share = measure(size, pulses, 1000 + size);
            Found found = find(size, pulses, 2000 + size);
            System.out.printf(
                    Locale.ROOT,
                    "%d %d/%d %.3f, charge %.2f, rms %.3f of a root PE, late by %.1f rms %.1f ns%n",
                    size,
                    share.selected,
                    share.of,
                    share.value(),
                    found.charge.mean,
                    found.charge.rms / Math.sqrt(size),
                    found.delay.mean,
                    found.delay.rms);
        }
    }
}
