package cevns.web.simulation;

import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.statistics.anytime.EventModel;
import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is drawn and how it is watched. The unit of protons and of live time is the exposure of the
 * configuration.
 *
 * @param name of the configuration
 * @param model what the watching process assumes
 * @param steadyRates true rates of the steady shapes of the model
 * @param betaShape of the mixture on counts
 * @param refreshes of the process' estimate in one exposure
 */
public record AnytimeScenario(
        String name, EventModel model, double[] steadyRates, double betaShape, int refreshes) {

    /**
     * Reads a configuration.
     *
     * @throws cevns.daq.config.InvalidConfig with one line for each problem
     */
    public static AnytimeScenario load(String config) {
        ConfigTree tree = Configs.load(config);
        String name = tree.string("name");
        tree.string("source");
        PredictionConfig detector = PredictionConfig.read(tree.child("detector"), "");
        ConfigTree steady = tree.child("steady");
        double[] energies = numbers(steady, "energy_counts");
        double[] before = numbers(steady, "before_counts");
        double slope = steady.number("slope_per_us", -100, 100);
        ConfigTree neutrons = tree.child("neutrons");
        double[] neutronEnergies = numbers(neutrons, "energy_counts");
        double[] neutronTimes = numbers(neutrons, "time_shares");
        double[] factor = neutrons.interval("factor");
        ConfigTree process = tree.child("process");
        double betaShape = process.number("beta_shape", 1e-3, 1e6);
        double trust = process.number("signal_trust_counts", 0, 1e6);
        int refreshes = process.count("refreshes", 1, 10_000);
        int sizes = detector.response().sizes().size();
        int times = detector.response().times().size();
        requireLength(steady, "energy_counts", energies, sizes);
        requireLength(steady, "before_counts", before, sizes);
        requireLength(neutrons, "energy_counts", neutronEnergies, sizes);
        requireLength(neutrons, "time_shares", neutronTimes, times);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        double scale = sum(energies) / sum(before);
        EventModel model =
                new EventModel(
                        signal(detector),
                        product(neutronEnergies, neutronTimes),
                        factor[0],
                        factor[1],
                        steadyShapes(detector, slope),
                        Arrays.stream(before).map(n -> n * scale).toArray(),
                        1 / scale,
                        trust);
        return new AnytimeScenario(name, model, energies, betaShape, refreshes);
    }

    /** Expected signal of one exposure. */
    double signalCounts() {
        return model.beams().get(0).signalInAll();
    }

    /** Expected neutrons of one exposure. */
    double neutronCounts() {
        return model.beams().get(0).neutronsInAll();
    }

    /** Expected steady-state background of one window in one exposure. */
    double steadyCounts() {
        return sum(steadyRates);
    }

    private static double[] signal(PredictionConfig detector) {
        Prediction prediction = new Predictor(detector).predict();
        double[][] cells = prediction.cells();
        double[] all = new double[cells.length * cells[0].length];
        for (int i = 0; i < all.length; i++) {
            double cell = cells[i / cells[0].length][i % cells[0].length];
            all[i] = cell * detector.exposure().amount();
        }
        return all;
    }

    /** One shape for each bin of size: its share is free, the fall in time is common. */
    private static List<double[]> steadyShapes(PredictionConfig detector, double slope) {
        var times = detector.response().times();
        double[] shares = new double[times.size()];
        for (int j = 0; j < shares.length; j++) {
            double from = StrictMath.exp(-slope * times.edge(j));
            shares[j] =
                    slope == 0
                            ? times.edge(j + 1) - times.edge(j)
                            : (from - StrictMath.exp(-slope * times.edge(j + 1))) / slope;
        }
        double all = sum(shares);
        List<double[]> shapes = new ArrayList<>();
        int sizes = detector.response().sizes().size();
        for (int i = 0; i < sizes; i++) {
            double[] one = new double[sizes];
            one[i] = 1 / all;
            shapes.add(product(one, shares));
        }
        return shapes;
    }

    private static double[] product(double[] sizes, double[] times) {
        double[] cells = new double[sizes.length * times.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = sizes[i / times.length] * times[i % times.length];
        }
        return cells;
    }

    private static double[] numbers(ConfigTree tree, String key) {
        double[] values = tree.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
        if (!(sum(values) > 0) || Arrays.stream(values).anyMatch(v -> !(v >= 0))) {
            tree.problem(key, "numbers of 0 or more, not all 0, are expected");
        }
        return values;
    }

    private static void requireLength(ConfigTree tree, String key, double[] values, int length) {
        if (values.length != length) {
            tree.problem(
                    key,
                    values.length
                            + " numbers, one for each of "
                            + length
                            + " bins is"
                            + " expected");
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
