package cevns.analysis.offline;

import cevns.analysis.prediction.Bins;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.ProtonPulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signal as the prediction has it, for the exposure of the detector's file. */
final class PredictedSignal implements SignalModel {

    private final PredictionConfig config;
    private final Cells cells;
    private final Optional<Arrival> arrival;
    private final List<String> variations;
    private final List<Predictor> predictors = new ArrayList<>();

    /**
     * Released shares of the time bins.
     *
     * @param prompt of ν_μ
     * @param delayed of ν_e and ν̄_μ
     */
    record Arrival(double[] prompt, double[] delayed) {}

    /**
     * @param configs the undisturbed detector, then one standard deviation up and down for each
     *     variation
     * @param variations names of the systematic effects
     * @param cells of the analysis, which those of the prediction must be
     * @param arrival where it stands for the predicted times
     */
    PredictedSignal(
            List<PredictionConfig> configs,
            List<String> variations,
            Cells cells,
            Optional<Arrival> arrival) {
        this.config = configs.get(0);
        this.variations = List.copyOf(variations);
        this.cells = cells;
        this.arrival = arrival;
        for (PredictionConfig each : configs) {
            requireBins(each, cells);
            requireF90(each, cells);
            predictors.add(new Predictor(each));
        }
    }

    @Override
    public PredictionConfig config() {
        return config;
    }

    @Override
    public List<String> variations() {
        return variations;
    }

    @Override
    public Expected at(Hypothesis hypothesis) {
        double[][] shapes = new double[predictors.size()][];
        double events = 0;
        for (int k = 0; k < shapes.length; k++) {
            Prediction prediction =
                    predictors.get(k).predict(hypothesis.crossSection(), hypothesis.source());
            shapes[k] = counts(prediction, hypothesis.source().emissions());
            events = k == 0 ? config.exposure().amount() * prediction.events() : events;
        }
        return new Expected(events, shapes);
    }

    private double[] counts(Prediction prediction, List<NeutrinoSource.Emission> emissions) {
        double[] counts = new double[cells.count()];
        for (int k = 0; k < emissions.size(); k++) {
            Prediction.Part part = prediction.parts().get(k);
            add(
                    part.sizes(),
                    prediction.f90Shares(),
                    times(part, emissions.get(k).arrival()),
                    counts);
        }
        return counts;
    }

    private void add(double[] sizes, double[][] shares, double[] times, double[] counts) {
        int next = 0;
        for (int i = 0; i < sizes.length; i++) {
            for (double share : shares[i]) {
                for (double time : times) {
                    counts[next++] += config.exposure().amount() * sizes[i] * share * time;
                }
            }
        }
    }

    private double[] times(Prediction.Part part, ProtonPulse.Arrival when) {
        if (arrival.isEmpty()) {
            return part.times();
        }
        return when == ProtonPulse.Arrival.PROMPT
                ? arrival.get().prompt()
                : arrival.get().delayed();
    }

    /**
     * Makes sure that a prediction counts in the cells of the analysis.
     *
     * @throws IllegalArgumentException if its bins of size or time are others
     */
    static void requireBins(PredictionConfig config, Cells cells) {
        requireBins(config.response().sizes(), cells.energy());
        requireBins(config.response().times(), cells.time());
    }

    /** A third axis, between energy and time, is the detector's F90. */
    private static void requireF90(PredictionConfig config, Cells cells) {
        boolean predicted = config.response().f90().isPresent();
        if (cells.axes().size() != (predicted ? 3 : 2)) {
            throw new IllegalArgumentException(
                    "the analysis has "
                            + cells.axes().size()
                            + " axes, the prediction "
                            + (predicted ? "energy, F90 and time" : "energy and time"));
        }
        if (predicted) {
            requireBins(config.response().f90().get().bins(), cells.axes().get(1));
        }
    }

    private static void requireBins(Bins predicted, Axis axis) {
        boolean same = predicted.size() == axis.bins();
        for (int i = 0; same && i <= predicted.size(); i++) {
            same = StrictMath.abs(predicted.edge(i) - axis.edges()[i]) < 1e-9;
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "the prediction has other bins of "
                            + axis.name()
                            + " than the analysis: "
                            + predicted.edges());
        }
    }
}
