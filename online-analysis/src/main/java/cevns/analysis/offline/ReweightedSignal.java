package cevns.analysis.offline;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.statistics.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * A released template that follows a hypothesis: each cell is multiplied by what the hypothesis
 * predicts at its energy and time, over what the Standard Model predicts there. Axes between the
 * two, such as F90, follow along.
 */
final class ReweightedSignal implements SignalModel {

    private final PredictionConfig config;
    private final Cells cells;
    private final double counts;
    private final List<String> variations = new ArrayList<>();
    private final List<double[]> shapes = new ArrayList<>();
    private final Predictor predictor;
    private final double[][] standard;

    /**
     * @param config of the detector, in the same bins of energy and time
     * @param template released
     * @param counts that the release expects in all cells
     */
    ReweightedSignal(PredictionConfig config, Cells cells, Template template, double counts) {
        PredictedSignal.requireBins(config, cells);
        this.config = config;
        this.cells = cells;
        this.counts = counts;
        shapes.add(template.shape());
        for (Template.Variation effect : template.variations()) {
            variations.add(effect.name());
            shapes.add(effect.up());
            shapes.add(effect.down());
        }
        predictor = new Predictor(config);
        standard = predictor.predict().cells();
    }

    @Override
    public PredictionConfig config() {
        return config;
    }

    @Override
    public List<String> variations() {
        return List.copyOf(variations);
    }

    @Override
    public Expected at(Hypothesis hypothesis) {
        double[][] predicted =
                predictor.predict(hypothesis.crossSection(), hypothesis.source()).cells();
        int times = cells.time().bins();
        int sizeStride = cells.count() / cells.energy().bins();
        double[][] all = new double[shapes.size()][cells.count()];
        double events = 0;
        for (int i = 0; i < cells.count(); i++) {
            double usual = standard[i / sizeStride][i % times];
            // Where the Standard Model has nothing the release has nothing to be multiplied.
            double ratio = usual > 0 ? predicted[i / sizeStride][i % times] / usual : 1;
            for (int k = 0; k < all.length; k++) {
                all[k][i] = counts * ratio * shapes.get(k)[i];
            }
            events += all[0][i];
        }
        return new Expected(events, all);
    }
}
