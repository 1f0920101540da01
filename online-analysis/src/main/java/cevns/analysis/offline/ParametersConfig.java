package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which parameters are measured, and how.
 *
 * @param first whose profile stands under the name of a parameter; that of the fit is always there
 * @param signalUncertainty what the number of signal counts is known to, relative
 * @param named the parameters, in alphabetical order of their names
 */
record ParametersConfig(
        AnalysisResult.Method first, double signalUncertainty, Map<String, ModelParameter> named) {

    /**
     * Reads the blocks {@code parameters} and {@code measurement} of an analysis.
     *
     * @param predicted true where the signal follows a prediction
     */
    static ParametersConfig read(ConfigTree tree, boolean predicted) {
        Map<String, ModelParameter> named = new LinkedHashMap<>();
        tree.named("parameters").forEach((k, child) -> named.put(k, ModelParameter.read(child)));
        if (named.isEmpty()) {
            return new ParametersConfig(AnalysisResult.Method.FIT, 1, named);
        }
        if (!predicted) {
            tree.problem("parameters", "the signal follows no prediction: give it a detector");
        }
        ConfigTree how = tree.child("measurement");
        AnalysisResult.Method first =
                how.choice("first", AnalysisResult.Method.class, AnalysisResult.Method.FIT);
        if (first == AnalysisResult.Method.SINGLE_BIN && !tree.has("single_bin")) {
            tree.problem("measurement", "the analysis has no single_bin to measure with");
        }
        return new ParametersConfig(first, how.number("signal_uncertainty", 1e-6, 10), named);
    }
}
