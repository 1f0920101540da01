package cevns.web.loop;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.prediction.PredictedPulses;
import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseTable;
import cevns.drivers.emulation.CsiPulses;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatorBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An emulated exposure with a signal of known strength, and what came out of it. In a time-lapse,
 * so that some ten thousand traces hold more than the exposure of CsI 2017.
 *
 * @param strength of the signal that was played: 1 is as predicted
 * @param seed of the emulated detector
 * @param protons good ones
 * @param windows real windows of C, of good marks
 * @param counts of the run
 * @param comparison with the prediction
 */
record Exposed(
        double strength,
        long seed,
        double protons,
        double windows,
        Snapshot.Counts counts,
        Snapshot.Comparison comparison) {

    private static final double POT_2017 = 1.76e23;

    private static final double TIME_LAPSE = 80_000;

    /** Cycles in which the exposure of CsI 2017 passes, at that time-lapse and 2.8 MW. */
    private static final int CYCLES_2017 = 7250;

    /** One to be taken. */
    record Plan(double strength, long seed, double exposures) {}

    /** Takes them all, as many at a time as there are processors; in their order. */
    static List<Exposed> all(List<Plan> plans) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Exposed> taken = new ArrayList<>();
            for (Future<Exposed> one :
                    threads.invokeAll(
                            plans.stream().<Callable<Exposed>>map(p -> () -> take(p)).toList())) {
                taken.add(one.get());
            }
            return taken;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Exposed take(Plan plan) {
        RunConfig config = Acceptance.seeded(plan.seed, Map.of());
        SourceConfig source = InProcessRun.source(config, "dig2");
        CsiSettings settings = CsiSettings.read(source.emulator().child("csi"));
        EmulatedBeam beam = EmulatorBlock.beam(source.emulator(), Acceptance.START_NS);
        PredictionConfig prediction = PredictionConfig.ofRun(config.text()).orElseThrow();
        PulseTable signal = PredictedPulses.of(prediction).times(plan.strength);
        CsiPulses pulses = new CsiPulses(settings, beam.nominalProtons(), signal, TIME_LAPSE);
        if (!pulses.canBeDealt()) {
            throw new AssertionError("too many pulses for a trace");
        }
        InProcessRun run = new InProcessRun(config, settings, beam, pulses, TIME_LAPSE);
        run.take((int) (plan.exposures * CYCLES_2017));
        Snapshot last = run.finish();
        return new Exposed(
                plan.strength,
                plan.seed,
                last.exposure().good().protons(),
                last.exposure().good().marks() * TIME_LAPSE,
                last.counts(),
                last.comparison());
    }

    /** Exposures of CsI 2017. */
    double exposures() {
        return protons / POT_2017;
    }

    /** How far off is the number of events: C - AC, less neutrons, over the prediction [errors]. */
    double countPull() {
        double excess = counts.coincidence() - counts.anticoincidence();
        double neutrons = comparison.expected().neutrons();
        double error = Math.sqrt(counts.coincidence() + counts.anticoincidence());
        return (excess - neutrons - strength * comparison.predicted()) / error;
    }

    /** How far off is the strength that is fitted by size and time [errors]. */
    double fitPull() {
        return (comparison.strength().value() - strength) / fitError();
    }

    /** Half of its interval. */
    double fitError() {
        return (comparison.strength().high() - comparison.strength().low()) / 2;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "strength %.0f seed %d: %.2f exposures of 2017, C %d, AC %d, predicted %.1f and"
                    + " %.1f neutrons, pull of the counts %+.2f; fitted %.3f +- %.3f, pull %+.2f",
                strength,
                seed,
                exposures(),
                counts.coincidence(),
                counts.anticoincidence(),
                comparison.predicted(),
                comparison.expected().neutrons(),
                countPull(),
                comparison.strength().value(),
                fitError(),
                fitPull());
    }
}
