package cevns.analysis.monitor;

import cevns.analysis.event.SettledMark;
import cevns.analysis.event.SourceLedger;
import cevns.analysis.monitor.Snapshot.NoComparison;
import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The comparison of one run, or why it has none. The prediction is made from the configuration that
 * the run keeps, once for each energy and arrival of the protons.
 *
 * <p>A physics run that is taken live is blind unless its configuration says {@code blinding { open
 * = true }}, or every device that reads out its detector is an emulator. What is blind is left out
 * of the snapshot; it goes on in memory, so that it is complete when it is opened.
 */
public final class RunComparison implements MarkCounts.GoodEvents {

    private static final double EV_PER_GEV = 1e9;
    private static final Map<String, Double> GEV = Map.of("gev", 1.0, "mev", 1e-3);
    private static final Map<String, Double> MICROSECONDS =
            Map.of("us", 1.0, "\u00b5s", 1.0, "\u03bcs", 1.0, "ns", 1e-3);

    private final boolean mayBeBlind;
    private final Set<Integer> detectorSources = new TreeSet<>();
    private final BeamReadings energyGev;
    private BeamReadings t0Us = new BeamReadings("", Map.of());
    private NoComparison absent;
    private Comparison comparison;

    public RunComparison(RunMark.RunStart start, RunConfig run) {
        mayBeBlind =
                start.mode() == RunMode.LIVE
                        && start.type() == RunType.PHYSICS
                        && !run.blinding().open();
        for (SourceConfig source : run.sources()) {
            for (ChannelConfig channel : run.detector().channels()) {
                if (channel.source().equals(source.name())) {
                    detectorSources.add(source.id());
                }
            }
        }
        energyGev = new BeamReadings(run.beam().energyChannel(), GEV);
        try {
            begin(run, PredictionConfig.ofRun(run.text()), start.timeLapse());
        } catch (InvalidConfig e) { // data are taken all the same
            absent = NoComparison.INVALID_PREDICTION;
        }
    }

    private void begin(RunConfig run, Optional<PredictionConfig> prediction, double timeLapse) {
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
            t0Us = new BeamReadings(prediction.get().live().t0Channel(), MICROSECONDS);
            comparison = new Comparison(prediction.get(), alpha, timeLapse);
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
        if (comparison != null) {
            double read = energyGev.at(mark.timeNs());
            double gev = mark.kineticEv() > 0 ? mark.kineticEv() / EV_PER_GEV : read;
            comparison.mark(mark, offLive, gev, t0Us.at(mark.timeNs()));
        }
    }

    /** Takes a selected event of a good mark. */
    @Override
    public void on(GoodEvent event, double alpha) {
        if (comparison != null) {
            comparison.on(event, alpha);
        }
    }

    /**
     * Why there is no comparison now; null when there is one.
     *
     * @param sources the ledger of a source, which knows whether it is an emulator
     */
    NoComparison absent(IntFunction<SourceLedger> sources) {
        if (absent != null) {
            return absent;
        }
        boolean simulated =
                !detectorSources.isEmpty()
                        && detectorSources.stream().allMatch(id -> sources.apply(id).simulated());
        return mayBeBlind && !simulated ? NoComparison.BLINDED : null;
    }

    /** The comparison now. */
    Snapshot.Comparison at(Snapshot.Counts counts) {
        return comparison.at(counts);
    }
}
