package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A parameter of the Standard Model or of a model beyond it: the expected signal follows it, all
 * else is as in the prediction.
 *
 * @param model what the parameter changes
 * @param low begin of the range that is scanned
 * @param high its end
 * @param steps number of stretches of the scan
 * @param signalUncertainty what the signal is known to, relative, where it is not that of the
 *     analysis: without the form factor's part for a radius that is measured
 * @param toys pseudo-experiments for intervals beside those of Δχ²
 */
record ModelParameter(
        ParameterModel model,
        double low,
        double high,
        int steps,
        OptionalDouble signalUncertainty,
        Optional<Toys> toys) {

    static ModelParameter read(ConfigTree tree) {
        double[] range = tree.interval("range");
        return new ModelParameter(
                ParameterModels.read(tree),
                range[0],
                range[1],
                tree.count("steps", 10, 10_000, 60),
                tree.has("signal_uncertainty")
                        ? OptionalDouble.of(tree.number("signal_uncertainty", 1e-6, 10))
                        : OptionalDouble.empty(),
                Toys.read(tree, "toys"));
    }

    /** Values for pseudo-experiments, {@code steps} stretches over the range. */
    double[] values(int stretches) {
        double[] at = new double[stretches + 1];
        for (int i = 0; i <= stretches; i++) {
            at[i] = low + (high - low) * i / stretches;
        }
        return at;
    }
}
