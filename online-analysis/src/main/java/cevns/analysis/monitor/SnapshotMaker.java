package cevns.analysis.monitor;

import cevns.analysis.event.BeamClock;
import cevns.analysis.event.Ledger;
import cevns.analysis.event.SourceLedger;
import cevns.analysis.selection.CutFlow;
import cevns.analysis.selection.Selection;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.DeadCause;
import cevns.daq.record.EndReason;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RejectCause;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts a snapshot together from what the stages have counted. Rates are over the data time since
 * the snapshot before; NaN where that is not positive.
 */
public final class SnapshotMaker {

    private static final double NS_PER_S = 1e9;

    private final RunMark.RunStart start;
    private final RunConfig config;
    private final Ledger ledger;
    private final BeamClock clock;
    private final TimingMaker timing;
    private final Selection selection;
    private final MarkCounts counts;
    private final Tally tally;
    private final SlowControl slowControl;
    private final RunComparison comparison;
    private final Blinding blinding;
    private final CoincidencePart coincidence;
    private final TreeMap<Integer, Rate> sourceRates = new TreeMap<>();
    private final Rate markRate = new Rate();
    private long number;
    private long timeBeforeNs;

    public SnapshotMaker(
            RunMark.RunStart start,
            RunConfig config,
            Ledger ledger,
            BeamClock clock,
            TimingMaker timing,
            Selection selection,
            MarkCounts counts,
            Tally tally,
            SlowControl slowControl,
            RunComparison comparison,
            Blinding blinding) {
        this.start = start;
        this.config = config;
        this.ledger = ledger;
        this.clock = clock;
        this.timing = timing;
        this.selection = selection;
        this.counts = counts;
        this.tally = tally;
        this.slowControl = slowControl;
        this.comparison = comparison;
        this.blinding = blinding;
        coincidence = new CoincidencePart(config);
        timeBeforeNs = start.timeNs();
    }

    /**
     * Makes the next snapshot.
     *
     * @param subrun the subrun
     * @param timeNs data time [ns since the Unix epoch]
     * @param end why the run ended; null while it has not
     */
    public Snapshot make(int subrun, long timeNs, EndReason end) {
        double seconds = (timeNs - timeBeforeNs) / NS_PER_S;
        List<Snapshot.Source> sources = new ArrayList<>();
        boolean simulated = false;
        for (SourceLedger source : ledger.all()) {
            Rate rate = sourceRates.computeIfAbsent(source.id(), id -> new Rate());
            sources.add(source(source, rate.of(source.records(), seconds)));
            simulated |= source.simulated();
        }
        boolean blind = blinding.isBlind();
        Totals ofRun = counts.totals();
        Snapshot.Comparison compared = comparison.absent() == null ? compared(ofRun) : null;
        Snapshot snapshot =
                new Snapshot(
                        number++,
                        start.run(),
                        subrun,
                        config.detector().name(),
                        config.detector().kind(),
                        start.type(),
                        simulated ? RunMode.SIMULATED : start.mode(),
                        start.timeLapse(),
                        config.hash(),
                        start.timeNs(),
                        timeNs,
                        clock.newestMark(),
                        end,
                        sources,
                        ledger.residual(),
                        beam(seconds),
                        ofRun.exposures(start.timeLapse()),
                        shown(ofRun, blind),
                        cutFlows(blind),
                        tally.spectra(blind),
                        tally.takeChannels(blind),
                        slowControl.gaps(),
                        slowControl.readings(),
                        counts.qualityFlag(),
                        campaign(ofRun, blind),
                        blind ? null : compared,
                        blind && compared != null
                                ? Snapshot.NoComparison.BLINDED
                                : comparison.absent(),
                        blinding.state(),
                        blind && compared != null ? Expectation.of(compared) : null);
        timeBeforeNs = timeNs;
        return snapshot;
    }

    private Snapshot.Counts shown(Totals totals, boolean blind) {
        Snapshot.Counts all = totals.counts(counts.pendingEvents(blind));
        return blind ? all.withoutCoincidence() : all;
    }

    private Snapshot.Campaign campaign(Totals ofRun, boolean blind) {
        Campaign campaign = comparison.campaign();
        boolean adds = campaign.exists() && comparison.absent() != Snapshot.NoComparison.MIXED;
        return adds ? campaign.shown(ofRun, shown(campaign.with(ofRun), blind)) : null;
    }

    private Snapshot.Comparison compared(Totals ofRun) {
        long pending = counts.pendingEvents(false);
        return comparison.at(
                comparison.campaign().with(ofRun).counts(pending),
                SideBands.of(config.cuts(), tally.spectra(false), ofRun.counts(pending).alpha()));
    }

    /** The account of each source, as a snapshot holds it. */
    public List<Snapshot.Source> sources() {
        return ledger.all().stream().map(s -> source(s, Double.NaN)).toList();
    }

    private static Snapshot.Source source(SourceLedger s, double ratePerS) {
        return new Snapshot.Source(
                s.id(),
                s.name(),
                s.family(),
                s.model(),
                s.simulated(),
                s.state(),
                ratePerS,
                Words.counts(TriggerKind.values(), s::triggers),
                s.read(),
                s.built(),
                Words.counts(RejectCause.values(), s::rejected),
                Words.counts(LossCause.values(), s::lost),
                0, // the pipeline has reached every record that it knows of
                Words.counts(FrameFault.values(), s::refused),
                Words.counts(DeadCause.values(), s::deadNs),
                s.unknownLosses(),
                s.unknownLossNs(),
                s.bytes());
    }

    private Snapshot.Beam beam(double seconds) {
        long marks = clock.newestMark() + 1;
        return new Snapshot.Beam(
                marks,
                clock.inserted(),
                clock.refused(),
                clock.lastIntervalNs(),
                markRate.of(marks, seconds),
                counts.marksByState(),
                counts.delivered().exposure().marks(),
                clock.lastChargeC(),
                clock.lastPulseNs(),
                clock.powerW(),
                clock.pending(),
                clock.confidence(),
                clock.residualNs(),
                timing.make());
    }

    private List<Snapshot.CutFlow> cutFlows(boolean blind) {
        CutFlow inside = selection.flow(WindowConfig.Kind.COINCIDENCE);
        CutFlow outside = selection.flow(null);
        return List.of(
                blind ? blinded("coincidence", inside) : flow("coincidence", inside),
                flow("anticoincidence", selection.flow(WindowConfig.Kind.ANTICOINCIDENCE)),
                blind && coincidence.isInTheRest()
                        ? blinded("none", outside)
                        : flow("none", outside));
    }

    private static Snapshot.CutFlow flow(String window, CutFlow flow) {
        return new Snapshot.CutFlow(window, flow.events(), flow.selected(), flow.rejected());
    }

    private static Snapshot.CutFlow blinded(String window, CutFlow flow) {
        long no = Snapshot.BLINDED;
        return new Snapshot.CutFlow(window, no, no, flow.rejectedBeforeBlinded());
    }

    /** How fast a count grows. */
    private static final class Rate {
        private long before;
        private double perS = Double.NaN;

        double of(long count, double seconds) {
            if (seconds > 0) {
                perS = (count - before) / seconds;
                before = count;
            }
            return perS;
        }
    }
}
