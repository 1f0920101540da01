package cevns.analysis.monitor;

import cevns.analysis.event.Exposure;
import cevns.analysis.event.SettledMark;
import cevns.analysis.monitor.Snapshot.NoComparison;
import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.RunMark;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of one run together with the runs of its campaign before it, or why it has none.
 * The prediction is made from the configuration that the run keeps, once for each energy and
 * arrival of the protons.
 */
public final class RunComparison implements MarkCounts.GoodEvents {

    private static final double EV_PER_GEV = 1e9;

    private final double timeLapse;
    private final Campaign campaign;
    private NoComparison absent;
    private final BeamReadings energyGev;
    private BeamReadings t0Us = new BeamReadings("", BeamReadings.Quantity.TIME);
    private PredictionConfig prediction;
    private double alpha;
    private Comparison comparison;
    private boolean begun;

    /** No window of its own measures the background: strobes may, and none has come yet. */
    private boolean waitsForStrobe;

    /**
     * The comparison of a run that begins.
     *
     * @param carriedInstead states of the campaign before the run; null for what the run carries
     * @throws InvalidConfig if they are not states of the run's prediction; of a blind run it does
     *     not say what is wrong, for that may tell of its counts
     */
    public static RunComparison of(
            RunMark.RunStart start,
            RunConfig run,
            List<CampaignState> carriedInstead,
            Blinding blinding) {
        String origin = "carried of run " + start.run();
        try {
            List<CampaignState> carried =
                    carriedInstead == null
                            ? CampaignJson.read(start.carried(), origin)
                            : carriedInstead;
            return new RunComparison(start, run, new Campaign(start, run, carried));
        } catch (InvalidConfig e) {
            throw blinding.isBlind()
                    ? new InvalidConfig(origin + " cannot be used; what is wrong is blinded")
                    : e;
        }
    }

    /**
     * @param campaign what the runs before have counted
     * @throws InvalidConfig if its state is not one of the run's prediction
     */
    RunComparison(RunMark.RunStart start, RunConfig run, Campaign campaign) {
        this.campaign = campaign;
        timeLapse = start.timeLapse();
        energyGev = new BeamReadings(run.beam().energyChannel(), BeamReadings.Quantity.ENERGY);
        try {
            predict(run, PredictionConfig.ofRun(run.text()));
        } catch (InvalidConfig e) { // data are taken all the same
            absent = NoComparison.INVALID_PREDICTION;
        }
        goOn();
    }

    private void predict(RunConfig run, Optional<PredictionConfig> config) {
        waitsForStrobe = lengthNs(run, false) == 0 && hasRegion(run);
        // A strobe is judged in the place of the coincidence region; one for each pulse is usual.
        alpha = waitsForStrobe ? 1 : lengthNs(run, true) / lengthNs(run, false);
        if (config.isEmpty()) {
            absent = NoComparison.NO_PREDICTION;
        } else if (!config.get().exposure().isBeam()) {
            absent = NoComparison.NO_BEAM;
        } else if (run.beam().charge() == BeamConfig.Charge.NONE) {
            absent = NoComparison.NO_CHARGE;
        } else if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            absent = NoComparison.NO_WINDOWS;
        } else {
            prediction = config.get();
            t0Us = new BeamReadings(prediction.live().t0Channel(), BeamReadings.Quantity.TIME);
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
            comparison = new Comparison(prediction, alpha, timeLapse, before.comparison());
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

    private static boolean hasRegion(RunConfig run) {
        return run.windows().stream()
                .anyMatch(
                        window ->
                                window instanceof WindowConfig.Region
                                        && window.kind() == WindowConfig.Kind.COINCIDENCE);
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

    /** Takes a slow-control reading: it may be one of the beam. */
    public void on(Snapshot.Reading reading) {
        energyGev.on(reading);
        t0Us.on(reading);
    }

    /**
     * Takes a good mark. The energy of its protons is that of its pulse, or where the pulse does
     * not say that of the beam's {@code energy_channel}.
     */
    @Override
    public void mark(SettledMark mark, double offLive) {
        begun = true;
        waitsForStrobe &= !(offLive > 0);
        if (comparison != null) {
            double read = energyGev.at(mark.timeNs());
            double gev = mark.kineticEv() > 0 ? mark.kineticEv() / EV_PER_GEV : read;
            comparison.mark(mark, offLive, gev, t0Us.at(mark.timeNs()));
        }
    }

    /**
     * Takes a selected event of the last good mark.
     *
     * @param good exposure of this run's good marks up to its own
     */
    @Override
    public void on(GoodEvent event, Exposure good) {
        if (comparison != null) {
            comparison.on(event, campaign.before().totals().good().plus(good).alpha());
        }
    }

    /** Why there can be no comparison now; null when there is one. */
    NoComparison absent() {
        if (absent != null) {
            return absent;
        }
        boolean hasBackground =
                !waitsForStrobe || !Double.isNaN(campaign.before().totals().good().alpha());
        return hasBackground ? null : NoComparison.NO_WINDOWS;
    }

    /**
     * The comparison now.
     *
     * @param counts those of the campaign with this run
     */
    Snapshot.Comparison at(Snapshot.Counts counts, List<SideBand> sideBands) {
        return comparison.at(counts, sideBands);
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
