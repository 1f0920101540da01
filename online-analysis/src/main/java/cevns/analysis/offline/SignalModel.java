package cevns.analysis.offline;

import cevns.analysis.prediction.PredictionConfig;
import java.util.List;

/** Counts of the signal as a hypothesis expects them. */
interface SignalModel {

    /**
     * What a hypothesis expects.
     *
     * @param events in all cells, with the arrival times of the prediction
     * @param shapes counts of each cell: the undisturbed ones first, then those one standard
     *     deviation up and down for each of {@link #variations}
     */
    record Expected(double events, double[][] shapes) {}

    /** The detector of the prediction, with all that a hypothesis does not change. */
    PredictionConfig config();

    /** Names of the systematic effects on the shape. */
    List<String> variations();

    /** The counts that a hypothesis expects. */
    Expected at(Hypothesis hypothesis);
}
