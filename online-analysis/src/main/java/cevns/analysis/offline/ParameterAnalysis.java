package cevns.analysis.offline;

import cevns.analysis.statistics.Draws;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.SingleBin;
import cevns.analysis.statistics.ToyIntervals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Measures the parameters of a configuration, one at a time, from the fit of all cells and, where
 * wanted, from all of them as one.
 *
 * @param config which parameters
 * @param signal as a hypothesis expects it
 * @param backgrounds as they are expected
 * @param counts of the coincidence window
 * @param single all cells as one, where the analysis has that
 * @param draws generator of a seed, for the parameters that want pseudo-experiments; without it
 *     they have none
 */
record ParameterAnalysis(
        ParametersConfig config,
        SignalModel signal,
        List<Contribution> backgrounds,
        double[] counts,
        Optional<SingleBin> single,
        Optional<LongFunction<Draws>> draws) {

    /** The profiles of all parameters by a method; none where the analysis does not have it. */
    Map<String, AnalysisResult.Profile> profiles(AnalysisResult.Method method) {
        Map<String, AnalysisResult.Profile> all = new LinkedHashMap<>();
        config.named().forEach((name, parameter) -> all.put(name, profile(method, parameter)));
        return all;
    }

    private AnalysisResult.Profile profile(AnalysisResult.Method method, ModelParameter parameter) {
        SignalCurve curve =
                new SignalCurve(parameter.model(), signal, parameter.low(), parameter.high());
        Measurement measurement = measurement(method, parameter, curve);
        ProfileScan scan = measurement.scan(parameter);
        // Pseudo-experiments where they are asked for, and of the method that stands first.
        Optional<ToyIntervals> toys =
                method == config.first() && draws.isPresent()
                        ? parameter.toys().map(t -> toys(measurement, parameter, t))
                        : Optional.empty();
        return AnalysisResult.Profile.of(method, scan, toys);
    }

    private ToyIntervals toys(Measurement measurement, ModelParameter parameter, Toys toys) {
        return measurement.toys(parameter, toys, draws.orElseThrow().apply(toys.seed()));
    }

    private Measurement measurement(
            AnalysisResult.Method method, ModelParameter parameter, SignalCurve curve) {
        if (method == AnalysisResult.Method.FIT) {
            return new FitMeasurement(
                    curve,
                    signal.variations(),
                    parameter.signalUncertainty().orElse(config.signalUncertainty()),
                    backgrounds,
                    counts);
        }
        SingleBin bin = single.orElseThrow();
        return new SingleBinMeasurement(
                new SingleBin(
                        bin.residual(),
                        bin.variance(),
                        bin.background(),
                        parameter.signalUncertainty().orElse(bin.signalUncertainty()),
                        bin.backgroundUncertainty()),
                curve);
    }
}
