package cevns.web.simulation;

import cevns.analysis.statistics.LiMa;
import cevns.analysis.statistics.Normal;
import cevns.analysis.statistics.anytime.CountsProcess;
import cevns.analysis.statistics.anytime.EventModel;
import cevns.analysis.statistics.anytime.ModelProcess;
import cevns.analysis.statistics.anytime.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The pseudo-experiments of anytime.md §3: how often one is fooled by looking after every event,
 * what looking costs, and whether the confidence sequence keeps the truth. The same seed gives the
 * same result, on any number of processors.
 */
public final class AnytimeStudy {

    private static final double[] COVERED_SIGNALS = {0, 0.5, 1, 2};
    private static final double[] SIGMAS = {3, 5};

    /** Thresholds of false alarms: 3σ one-sided, and one in twenty. */
    static final double[] ERRORS = {Normal.tail(3), 0.05};

    private static final double SEQUENCE_ERROR = 0.1;

    /** Exposures after which a discovery is given up. */
    private static final double LONGEST = 8;

    private final AnytimeScenario scenario;
    private final int experiments;
    private final long seed;
    private final Progress progress;

    /**
     * @param experiments pseudo-experiments of each kind, 1 or more
     * @param seed of all of them
     * @param progress is told of each that is done
     */
    public AnytimeStudy(AnytimeScenario scenario, int experiments, long seed, Progress progress) {
        this.scenario = scenario;
        this.experiments = experiments;
        this.seed = seed;
        this.progress = progress;
    }

    /** Number of pseudo-experiments that {@link #run} makes. */
    public static int total(int experiments) {
        return experiments * (3 + COVERED_SIGNALS.length);
    }

    /** Makes all of them. */
    public AnytimeResult run() {
        return new AnytimeResult(
                scenario.name(),
                experiments,
                seed,
                scenario.signalCounts(),
                scenario.neutronCounts(),
                scenario.steadyCounts(),
                falseAlarms(),
                discoveries(),
                coverage());
    }

    private List<AnytimeResult.FalseAlarms> falseAlarms() {
        List<double[]> counts = each(0, this::watchedCounts);
        List<Double> cells = each(1, this::watchedCells);
        List<AnytimeResult.FalseAlarms> all = new ArrayList<>();
        for (double error : ERRORS) {
            double sigma = Normal.sigmas(StrictMath.log(error));
            double logE = -StrictMath.log(error);
            all.add(
                    new AnytimeResult.FalseAlarms(
                            error,
                            sigma,
                            share(counts.stream().filter(c -> c[0] > sigma).count()),
                            share(counts.stream().filter(c -> c[1] > sigma).count()),
                            share(counts.stream().filter(c -> c[2] >= logE).count()),
                            share(cells.stream().filter(max -> max >= logE).count())));
        }
        return all;
    }

    /** Steady state alone: largest and last Li and Ma, largest logarithm of the counts' process. */
    private double[] watchedCounts(long seedOfOne) {
        EventStream stream = new EventStream(scenario, 0, 0, seedOfOne);
        CountsProcess process = new CountsProcess(1, scenario.betaShape());
        double largest = 0;
        double last = 0;
        double exposure = 0;
        while (true) {
            stream.next();
            exposure += stream.gap();
            if (exposure > 1) {
                return new double[] {largest, last, process.state().maxLogE()};
            }
            process.event(stream.inCoincidence());
            CountsProcess.State n = process.state();
            last = LiMa.significance(n.coincidence(), n.anticoincidence(), 1);
            largest = StrictMath.max(largest, last);
        }
    }

    /** Steady state and neutrons: largest logarithm of the full model's process. */
    private double watchedCells(long seedOfOne) {
        ModelProcess process = new ModelProcess(scenario.model());
        watch(process, new EventStream(scenario, 0, 1, seedOfOne), 1, () -> false);
        return process.maxLogE();
    }

    private List<AnytimeResult.Discovery> discoveries() {
        List<double[][]> found = each(2, this::discovery);
        List<AnytimeResult.Discovery> all = new ArrayList<>();
        for (int k = 0; k < SIGMAS.length; k++) {
            int which = k;
            double perRoot =
                    LiMa.expected(
                            scenario.signalCounts() + scenario.neutronCounts(),
                            scenario.steadyCounts(),
                            1);
            all.add(discovery("counts", k, perRoot, found.stream().map(f -> f[0][which])));
            all.add(discovery("model", k, expectedCells(), found.stream().map(f -> f[1][which])));
        }
        return all;
    }

    private static AnytimeResult.Discovery discovery(
            String method, int k, double perRoot, java.util.stream.Stream<Double> found) {
        double[] exposures = found.mapToDouble(Double::doubleValue).sorted().toArray();
        double fixed = SIGMAS[k] * SIGMAS[k] / (perRoot * perRoot);
        double median =
                0.5 * (exposures[(exposures.length - 1) / 2] + exposures[exposures.length / 2]);
        return new AnytimeResult.Discovery(method, SIGMAS[k], median, fixed, median / fixed);
    }

    /** Exposures at which counts and model first reach each significance; infinity if never. */
    private double[][] discovery(long seedOfOne) {
        EventStream stream = new EventStream(scenario, 1, 1, seedOfOne);
        CountsProcess counts = new CountsProcess(1, scenario.betaShape());
        ModelProcess cells = new ModelProcess(scenario.model());
        double[][] reached = new double[2][SIGMAS.length];
        for (double[] row : reached) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        double exposure = 0;
        double refresh = 0;
        while (exposure < LONGEST && Double.isInfinite(latest(reached))) {
            stream.next();
            exposure += stream.gap();
            if (Double.isInfinite(reached[0][SIGMAS.length - 1])) {
                counts.event(stream.inCoincidence());
                note(reached[0], counts.state().maxLogE(), exposure);
            }
            if (Double.isInfinite(reached[1][SIGMAS.length - 1])) {
                cells.observe(stream.segment());
                note(reached[1], cells.maxLogE(), exposure);
                if (exposure >= refresh) {
                    cells.refresh();
                    refresh += 1.0 / scenario.refreshes();
                }
            }
        }
        return reached;
    }

    private static double latest(double[][] reached) {
        return StrictMath.max(reached[0][SIGMAS.length - 1], reached[1][SIGMAS.length - 1]);
    }

    private static void note(double[] reached, double maxLogE, double exposure) {
        for (int k = 0; k < reached.length; k++) {
            if (Double.isInfinite(reached[k]) && maxLogE >= -Normal.logTail(SIGMAS[k])) {
                reached[k] = exposure;
            }
        }
    }

    /** Significance of one exposure of expected data at a fixed end, with the same likelihood. */
    private double expectedCells() {
        EventModel model = scenario.model();
        EventModel.Beam beam = model.beams().get(0);
        double[] on = new double[model.cells()];
        double[] off = new double[on.length];
        for (int i = 0; i < on.length; i++) {
            off[i] = scenario.steadyRates()[model.shapeOf()[i]] * model.shape()[i];
            on[i] = off[i] + beam.signal()[i] + beam.neutrons()[i];
        }
        ModelProcess fixed = new ModelProcess(model);
        fixed.observe(new Segment(1, 1, 1, on, off));
        return StrictMath.sqrt(2 * (fixed.logE(0) - fixed.logE(1)));
    }

    private List<AnytimeResult.Coverage> coverage() {
        List<AnytimeResult.Coverage> all = new ArrayList<>();
        for (int k = 0; k < COVERED_SIGNALS.length; k++) {
            double signal = COVERED_SIGNALS[k];
            List<Boolean> kept = each(3 + k, one -> keepsTruth(signal, one));
            all.add(
                    new AnytimeResult.Coverage(
                            signal,
                            1 - SEQUENCE_ERROR,
                            share(kept.stream().filter(Boolean::booleanValue).count())));
        }
        return all;
    }

    private boolean keepsTruth(double signal, long seedOfOne) {
        ModelProcess process = new ModelProcess(scenario.model());
        double threshold = -StrictMath.log(SEQUENCE_ERROR);
        return !watch(
                process,
                new EventStream(scenario, signal, 1, seedOfOne),
                1,
                () -> process.exceeds(signal, threshold));
    }

    private interface Stop {
        boolean now();
    }

    /** Looks after every event; true when it was stopped before the exposure was over. */
    private boolean watch(ModelProcess process, EventStream stream, double until, Stop stop) {
        double exposure = 0;
        double refresh = 0;
        while (true) {
            stream.next();
            exposure += stream.gap();
            if (exposure > until) {
                return false;
            }
            process.observe(stream.segment());
            if (stop.now()) {
                return true;
            }
            if (exposure >= refresh) {
                process.refresh();
                refresh += 1.0 / scenario.refreshes();
            }
        }
    }

    private AnytimeResult.Share share(long of) {
        double p = (double) of / experiments;
        return new AnytimeResult.Share(p, StrictMath.sqrt(p * (1 - p) / experiments));
    }

    private interface Experiment<T> {
        T make(long seedOfOne);
    }

    /** Makes the experiments of one kind, each with a seed of its own. */
    private <T> List<T> each(int kind, Experiment<T> experiment) {
        IntFunction<T> one =
                i -> {
                    T result = experiment.make(seed + ((long) kind << 40) + i);
                    progress.step();
                    return result;
                };
        return IntStream.range(0, experiments).parallel().mapToObj(one).toList();
    }
}
