package cevns.analysis.monitor;

import cevns.analysis.event.Exposure;
import cevns.analysis.monitor.Snapshot.NoComparison;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import java.util.List;
import java.util.Optional;

/**
 * /** The comparison of one run together with the runs of its campaign before it, or why it has
 * none. The prediction is made once, from the configuration that the run keeps.
 */
public final class RunComparison {

    private final Campaign campaign;
    private NoComparison absent;
    private Prediction prediction;
    private double alpha;
    private Comparison comparison;
    private boolean begun;

    /**
     * @param campaign what the runs before have counted
     * @throws InvalidConfig if its state is not one of the run's prediction
     */
    public RunComparison(RunConfig run, Campaign campaign) {
        this.campaign = campaign;
        try {
            predict(run, PredictionConfig.ofRun(run.text()));
        } catch (InvalidConfig e) { // data are taken all the same
            absent = NoComparison.INVALID_PREDICTION;
        }
        goOn();
    }

    private void predict(RunConfig run, Optional<PredictionConfig> config) {
        alpha = lengthNs(run, true) / lengthNs(run, false);
        if (config.isEmpty()) {
            absent = NoComparison.NO_PREDICTION;
        } else if (!config.get().exposure().isBeam()) {
            absent = NoComparison.NO_BEAM;
        } else if (run.beam().charge() == BeamConfig.Charge.NONE) {
            absent = NoComparison.NO_CHARGE;
        } else if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            absent = NoComparison.NO_WINDOWS;
        } else {
            prediction = new Predictor(config.get()).predict();
        }
    }

    /** Goes on from where the campaign was before the run. */
    private void goOn() {
        if (absent != null) {
            return;
        }
        CampaignState before = campaign.before();
        if (before.comparison() == null && before.count() > 0) {
            throw new InvalidConfig(
                    "the campaign %s before the run: comparison: missing, though %d runs are included"
                            .formatted(before.name(), before.count()));
        }
        try {
            comparison = new Comparison(prediction, alpha, before.comparison());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(
                    "the campaign "
                            + before.name()
                            + " before the run: comparison: "
                            + e.getMessage());
        }
    }

    /**
     * The run has turned out to be simulated: it adds up with others that are. One that has already
     * counted as a real one adds up with none.
     */
    public void simulated() {
        if (campaign.simulated()) {
            if (begun) {
                absent = NoComparison.MIXED;
            }
            goOn();
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

    /**
     * Takes a selected event of a good mark.
     *
     * @param good exposure of this run's good marks up to its own
     */
    public void on(GoodEvent event, Exposure good) {
        begun = true;
        if (comparison != null) {
            comparison.on(event, campaign.before().totals().good().plus(good).alpha());
        }
    }

    /** Why there can be no comparison; null when there is one. */
    NoComparison absent() {
        return absent;
    }

    /**
     * The comparison now.
     *
     * @param protons good protons of the campaign with this run
     * @param counts those of the campaign with this run
     */
    Snapshot.Comparison at(double protons, Snapshot.Counts counts) {
        return comparison.at(protons, counts);
    }

    /** What the runs before have counted. */
    Campaign campaign() {
        return campaign;
    }

    /**
     * What the next run of the campaign is to carry; none where the run stands alone.
     *
     * @param ofRun counts and exposures of this run
     */
    public List<CampaignState> after(Totals ofRun) {
        return absent == NoComparison.MIXED
                ? campaign.afterWithout("a simulated source came after counting had begun")
                : campaign.after(ofRun, comparison == null ? null : comparison.state());
    }
}
