package cevns.web.loop;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.prediction.PredictedPulses;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
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
 * @param predicted selected events of the signal at strength 1
 * @param neutrons selected events of neutrons, as played
 * @param c events of the coincidence region
 * @param ac events of the anticoincidence region
 */
record Exposed(
        double strength,
        long seed,
        double protons,
        double predicted,
        double neutrons,
        long c,
        long ac) {

    private static final double POT_2017 = 1.76e23;

    private static final double TIME_LAPSE = 80_000;

    /** Cycles in which the exposure of CsI 2017 passes, at that time-lapse and 2.8 MW. */
    private static final int CYCLES_2017 = 7250;

    /** Of the neutrons that neutrinos make so many come in the first 6 µs: 1 − e^(−5.3/2.2). */
    private static final double DELAYED_IN_TIME = 0.91;

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
        SourceConfig source = config.sources().get(0);
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
        double protons = last.exposure().good().protons();
        return new Exposed(
                plan.strength,
                plan.seed,
                protons,
                protons * new Predictor(prediction).predict().events(),
                neutrons(settings, protons / beam.nominalProtons(), prediction),
                last.counts().coincidence(),
                last.counts().anticoincidence());
    }

    /** Selected neutrons: an exponential of mean m, then Poisson, is geometric with m / (1 + m). */
    private static double neutrons(
            CsiSettings settings, double nominalPulses, PredictionConfig prediction) {
        CsiSettings.Rates rates = settings.rates();
        CsiSettings.Sizes sizes = settings.sizes();
        double hours = nominalPulses / 216_000;
        return hours * rates.beamNeutronsPerHour() * kept(sizes.beamNeutronPe(), prediction)
                + DELAYED_IN_TIME
                        * hours
                        * rates.neutrinoNeutronsPerHour()
                        * kept(sizes.neutrinoNeutronPe(), prediction);
    }

    private static double kept(double meanPe, PredictionConfig prediction) {
        double kept = 0;
        for (int n = 6; n < 30; n++) {
            double share = Math.pow(meanPe / (1 + meanPe), n) / (1 + meanPe);
            kept += share * prediction.response().efficiency().at(n);
        }
        return kept;
    }

    /** Exposures of CsI 2017. */
    double exposures() {
        return protons / POT_2017;
    }

    /** Signal strength that the counts say: residual less neutrons, over the prediction. */
    double found() {
        return (c - ac - neutrons) / predicted;
    }

    /** Statistical error of {@link #found}. */
    double error() {
        return Math.sqrt(c + ac) / predicted;
    }

    /** How far off it is [errors]. */
    double pull() {
        return (found() - strength) / error();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "strength %.0f seed %d: %.2f exposures of 2017, C %d, AC %d, neutrons %.1f,"
                        + " predicted %.1f, found %.3f +- %.3f, pull %+.2f",
                strength,
                seed,
                exposures(),
                c,
                ac,
                neutrons,
                predicted,
                found(),
                error(),
                pull());
    }
}
