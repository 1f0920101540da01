package cevns.analysis.offline;

import cevns.analysis.prediction.Bins;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.ProtonPulse;
import cevns.analysis.statistics.Template;
import cevns.daq.config.ConfigTree;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The signal as the prediction has it, for the exposure of the detector's file. The number of
 * counts is free in the fit.
 *
 * @param prediction of which detector
 * @param arrival released tables of the arrival times, where they stand for the predicted ones
 */
record PredictedShape(PredictionConfig prediction, Optional<Arrival> arrival) implements Shape {

    /** Tables of arrival times of ν_μ, and of ν_e and ν̄_μ. */
    record Arrival(String prompt, String delayed) {}

    static PredictedShape read(ConfigTree tree) {
        Optional<Arrival> arrival = Optional.empty();
        if (tree.has("arrival")) {
            ConfigTree tables = tree.child("arrival");
            arrival = Optional.of(new Arrival(tables.string("prompt"), tables.string("delayed")));
        }
        return new PredictedShape(
                PredictionConfig.read(tree.child("detector"), tree.string("preset", "")), arrival);
    }

    @Override
    public Contribution read(String name, ReleasedData data) throws IOException {
        Cells cells = data.cells();
        sameBins(name, prediction.response().sizes(), cells.energy());
        sameBins(name, prediction.response().times(), cells.time());
        Prediction predicted = new Predictor(prediction).predict();
        List<NeutrinoSource.Emission> emissions = prediction.exposure().source().emissions();
        double[] counts = new double[cells.count()];
        for (int k = 0; k < predicted.parts().size(); k++) {
            Prediction.Part part = predicted.parts().get(k);
            double[] times = part.times();
            if (arrival.isPresent()) {
                boolean prompt = emissions.get(k).arrival() == ProtonPulse.Arrival.PROMPT;
                String file = prompt ? arrival.get().prompt() : arrival.get().delayed();
                times = ColumnTable.read(data.folder().resolve(file), cells.time(), t -> 1);
            }
            double[] product = cells.product(part.sizes(), times);
            for (int i = 0; i < counts.length; i++) {
                counts[i] += prediction.exposure().amount() * product[i];
            }
        }
        return new Contribution(
                Template.of(name, counts), Arrays.stream(counts).sum(), Double.POSITIVE_INFINITY);
    }

    /** With the predicted arrival times, whatever tables shape the fit: 0.5 % less in CsI 2017. */
    @Override
    public OptionalDouble predictedCounts() {
        double events = new Predictor(prediction).predict().events();
        return OptionalDouble.of(events * prediction.exposure().amount());
    }

    private static void sameBins(String name, Bins predicted, Axis axis) {
        double[] edges = predicted.edges().stream().mapToDouble(Double::doubleValue).toArray();
        boolean same = edges.length == axis.edges().length;
        for (int i = 0; same && i < edges.length; i++) {
            same = StrictMath.abs(edges[i] - axis.edges()[i]) < 1e-9;
        }
        if (!same) {
            throw new IllegalArgumentException(
                    name
                            + ": the prediction has other bins of "
                            + axis.name()
                            + " than the analysis: "
                            + predicted.edges());
        }
    }
}
