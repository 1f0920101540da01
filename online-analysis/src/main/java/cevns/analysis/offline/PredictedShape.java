package cevns.analysis.offline;

import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.ConfigTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The signal as the prediction has it, for the exposure of the detector's file. The number of
 * counts is free in the fit.
 *
 * @param configs the detector, then each preset that stands for a systematic effect, up and down
 * @param variations names of those effects
 * @param arrival released tables of the arrival times, where they stand for the predicted ones
 */
record PredictedShape(
        List<PredictionConfig> configs, List<String> variations, Optional<Arrival> arrival)
        implements Shape {

    /** Tables of arrival times of ν_μ, and of ν_e and ν̄_μ. */
    record Arrival(String prompt, String delayed) {}

    static PredictedShape read(ConfigTree tree) {
        Optional<Arrival> arrival = Optional.empty();
        if (tree.has("arrival")) {
            ConfigTree tables = tree.child("arrival");
            arrival = Optional.of(new Arrival(tables.string("prompt"), tables.string("delayed")));
        }
        List<PredictionConfig> configs = new ArrayList<>();
        configs.add(PredictionConfig.read(tree.child("detector"), tree.string("preset", "")));
        List<String> names = new ArrayList<>();
        for (ConfigTree effect : tree.list("variations")) {
            names.add(effect.string("name"));
            for (String side : List.of("up", "down")) {
                configs.add(PredictionConfig.read(tree.child("detector"), effect.string(side)));
            }
        }
        return new PredictedShape(List.copyOf(configs), List.copyOf(names), arrival);
    }

    @Override
    public Contribution read(String name, ReleasedData data) throws IOException {
        return contribution(name, signal(data));
    }

    /** What the Standard Model expects. */
    Contribution contribution(String name, SignalModel signal) {
        double[][] shapes = signal.at(Hypothesis.standard(signal.config())).shapes();
        return Contribution.free(name, shapes, variations);
    }

    @Override
    public Optional<SignalModel> model(ReleasedData data) throws IOException {
        return Optional.of(signal(data));
    }

    @Override
    public boolean isPredicted() {
        return true;
    }

    private SignalModel signal(ReleasedData data) throws IOException {
        Optional<PredictedSignal.Arrival> times = Optional.empty();
        if (arrival.isPresent()) {
            times =
                    Optional.of(
                            new PredictedSignal.Arrival(
                                    table(arrival.get().prompt(), data),
                                    table(arrival.get().delayed(), data)));
        }
        return new PredictedSignal(configs, variations, data.cells(), times);
    }

    private static double[] table(String file, ReleasedData data) throws IOException {
        return ColumnTable.read(data.folder().resolve(file), data.cells().time(), t -> 1);
    }
}
