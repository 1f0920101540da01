package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An analysis of released data, as a file in {@code configs/analyses/} describes it.
 *
 * @param name of the analysis
 * @param cells what is counted in
 * @param data which files hold the counts
 * @param signal shape and expectation of the signal
 * @param backgrounds those of the backgrounds, by name in alphabetical order
 * @param steadyState name of the background that the anticoincidence window measures
 * @param singleBin all cells as one, where wanted
 * @param parameters of the Standard Model and beyond it
 * @param goodnessOfFit pseudo-experiments for it, where wanted
 * @param scanHigh end of the scan of the signal [counts]
 * @param scanSteps number of stretches of a scan
 */
public record AnalysisConfig(
        String name,
        Cells cells,
        DataConfig data,
        Shape signal,
        Map<String, Shape> backgrounds,
        String steadyState,
        Optional<OneBin> singleBin,
        ParametersConfig parameters,
        Optional<Toys> goodnessOfFit,
        double scanHigh,
        int scanSteps) {

    private static final int MAX_CELLS = 1_000_000;

    /**
     * All cells taken as one.
     *
     * @param background beam-related background [counts]
     * @param signalUncertainty of the prediction, relative
     * @param backgroundUncertainty of the background, relative
     */
    record OneBin(double background, double signalUncertainty, double backgroundUncertainty) {}

    /**
     * Reads a configuration.
     *
     * @param name a file, or the name of a shipped one such as {@code analyses/csi-2017}
     * @throws InvalidConfig if it is missing or wrong; the message has one line for each problem
     */
    public static AnalysisConfig load(String name) {
        ConfigTree tree = Configs.load(name);
        AnalysisConfig config = read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return config;
    }

    private static AnalysisConfig read(ConfigTree tree) {
        Cells cells = cells(tree);
        DataConfig data = DataConfig.read(tree.child("data"));
        Shape signal = Shapes.read(tree.child("signal"));
        Map<String, Shape> backgrounds = new LinkedHashMap<>();
        tree.named("backgrounds").forEach((key, child) -> backgrounds.put(key, Shapes.read(child)));
        String steady = tree.string("steady_state");
        if (!backgrounds.containsKey(steady)) {
            tree.problem("steady_state", "'" + steady + "' is no background");
        }
        ConfigTree scan = tree.optionalChild("scan");
        AnalysisConfig config =
                new AnalysisConfig(
                        tree.string("name"),
                        cells,
                        data,
                        signal,
                        backgrounds,
                        steady,
                        tree.has("single_bin")
                                ? Optional.of(oneBin(tree.child("single_bin")))
                                : Optional.empty(),
                        ParametersConfig.read(tree, signal.isPredicted()),
                        Toys.read(tree, "goodness_of_fit"),
                        scan.number("signal_max_counts", 1, 1e12, 1000),
                        scan.count("steps", 10, 10_000, 50));
        tree.string("source");
        return config;
    }

    private static OneBin oneBin(ConfigTree tree) {
        return new OneBin(
                tree.number("background_counts", 0, 1e12),
                tree.number("signal_uncertainty", 0, 10),
                tree.number("background_uncertainty", 0, 10));
    }

    private static Cells cells(ConfigTree tree) {
        List<Axis> axes = new ArrayList<>();
        long count = 1;
        for (ConfigTree axis : tree.list("axes")) {
            String name = axis.string("name");
            String unit = axis.string("unit");
            double[] edges = axis.has("edges") ? edges(axis) : equal(axis);
            try {
                axes.add(new Axis(name, unit, edges));
            } catch (IllegalArgumentException e) {
                axis.problem("edges", e.getMessage());
                axes.add(new Axis(name, unit, new double[] {0, 1}));
            }
            count *= Math.max(1, edges.length - 1);
            if (count > MAX_CELLS) {
                tree.problem("axes", "more than " + MAX_CELLS + " cells");
                return new Cells(axes.subList(0, 1));
            }
        }
        if (axes.size() < 2) {
            tree.problem("axes", "at least two are expected, energy first and time last");
            axes.add(new Axis("time", "us", new double[] {0, 1}));
        }
        return new Cells(axes);
    }

    private static double[] edges(ConfigTree axis) {
        return axis.numbers("edges").stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] equal(ConfigTree axis) {
        double[] range = axis.interval("range");
        int bins = axis.count("bins", 1, 100_000);
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = i == bins ? range[1] : range[0] + (range[1] - range[0]) * i / bins;
        }
        return edges;
    }
}
