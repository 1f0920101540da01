package cevns.analysis.monitor;

import cevns.analysis.monitor.Snapshot.NoComparison;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import java.util.Optional;

/**
 * The comparison of one run, or why it has none. The prediction is made once, from the
 * configuration that the run keeps.
 */
public final class RunComparison {

    private NoComparison absent;
    private Comparison comparison;

    public RunComparison(RunConfig run) {
        try {
            begin(run, PredictionConfig.ofRun(run.text()));
        } catch (InvalidConfig e) { // data are taken all the same
            absent = NoComparison.INVALID_PREDICTION;
        }
    }

    private void begin(RunConfig run, Optional<PredictionConfig> prediction) {
        double alpha = lengthNs(run, true) / lengthNs(run, false);
        if (prediction.isEmpty()) {
            absent = NoComparison.NO_PREDICTION;
        } else if (!prediction.get().exposure().isBeam()) {
            absent = NoComparison.NO_BEAM;
        } else if (run.beam().charge() == BeamConfig.Charge.NONE) {
            absent = NoComparison.NO_CHARGE;
        } else if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            absent = NoComparison.NO_WINDOWS;
        } else {
            comparison = new Comparison(new Predictor(prediction.get()).predict(), alpha);
        }
    }

    private static double lengthNs(RunConfig run, boolean coincidence) {
        WindowConfig.Kind wanted =
                coincidence ? WindowConfig.Kind.COINCIDENCE : WindowConfig.Kind.ANTICOINCIDENCE;
        for (WindowConfig window : run.windows()) {
            if (window.kind() == wanted) {
                return window instanceof WindowConfig.Window w
                        ? w.stopNs() - w.startNs()
                        : ((WindowConfig.Region) window).onsetMaxNs();
            }
        }
        return 0;
    }

    /** Takes a selected event of a good mark. */
    public void on(GoodEvent event, double alpha) {
        if (comparison != null) {
            comparison.on(event, alpha);
        }
    }

    /** Why there can be no comparison; null when there is one. */
    NoComparison absent() {
        return absent;
    }

    /** The comparison now. */
    Snapshot.Comparison at(double goodProtons, Snapshot.Counts counts) {
        return comparison.at(goodProtons, counts);
    }
}
