package cevns.analysis;

import cevns.analysis.event.BeamClock;
import cevns.analysis.event.ClockCheck;
import cevns.analysis.event.Event;
import cevns.analysis.event.EventAssembly;
import cevns.analysis.event.EventBuilder;
import cevns.analysis.event.Ledger;
import cevns.analysis.event.LiveMarks;
import cevns.analysis.event.MarkSources;
import cevns.analysis.event.SourceLedger;
import cevns.analysis.event.TimeAlignment;
import cevns.analysis.event.TimingProblems;
import cevns.analysis.monitor.Blinding;
import cevns.analysis.monitor.CampaignState;
import cevns.analysis.monitor.MarkCounts;
import cevns.analysis.monitor.RunComparison;
import cevns.analysis.monitor.SlowControl;
import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotMaker;
import cevns.analysis.monitor.Tally;
import cevns.analysis.monitor.TimingMaker;
import cevns.analysis.monitor.WaveformTap;
import cevns.analysis.selection.Selection;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.BeamMarkView;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.LossView;
import cevns.daq.record.Note;
import cevns.daq.record.ReadingView;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RejectCause;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.StatusView;
import cevns.daq.record.Unblinding;
import cevns.daq.record.WaveformView;
import java.util.List;
import java.util.function.Consumer;

/**
 * From the records of a run to its snapshots, live and in replay alike. The whole chain stands
 * here:
 *
 * <pre>
 *   waveform ─► WaveformIntake ─► EventBuilder ─► EventAssembly ─► Selection ─► Tally, MarkCounts
 *   beam mark ─► BeamClock ──────┘ watermark      │ time since beam              ▲
 *   beam pulse ─► BeamClock ─► settled marks ─────┴──────────────────────────────┘
 *   every record ─► Ledger                          all of them ─► SnapshotMaker ─► publish
 * </pre>
 *
 * <p>What it does is a function of the records alone: no clock, no random number, no dependence on
 * how many records a poll brings. The configuration is the one that stands in {@code RUN_START}.
 * Used by one thread; only {@link #tap()} may be read by others.
 */
public final class Pipeline implements RecordHandler {

    private final Consumer<Snapshot> publish;
    private final RunConfig instead;
    private final Unblinding decided;
    private final List<CampaignState> carriedInstead;
    private final WaveformTap tap = new WaveformTap();

    private RunConfig config;
    private WaveformIntake intake;
    private TimingProblems problems;
    private Ledger ledger;
    private ClockCheck clocks;
    private TimeAlignment alignment;
    private BeamClock beam;
    private LiveMarks live;
    private EventBuilder builder;
    private Selection selection;
    private Tally tally;
    private RunComparison comparison;
    private MarkCounts counts;
    private SlowControl slowControl;
    private TimingMaker timing;
    private Blinding blinding;
    private SnapshotMaker snapshots;

    private int markSource;
    private int chargeSource;
    private int subrun;
    private long dataNs;
    private boolean paced;
    private boolean markSinceTick;
    private long markOfSnapshot = -1;
    private boolean ended;

    /** A pipeline that takes the run's own configuration. */
    public Pipeline(Consumer<Snapshot> publish) {
        this(publish, null, null, null);
    }

    /** A pipeline that takes another configuration than the run's own. */
    public Pipeline(Consumer<Snapshot> publish, RunConfig instead) {
        this(publish, instead, null, null);
    }

    /**
     * A pipeline that replays a run in another way than it was taken: with another configuration,
     * after other runs of its campaign, or opened.
     *
     * @param publish told of each snapshot, on the thread that feeds the records
     * @param instead the configuration to use; null for the run's own
     * @param carriedInstead states of the campaign before the run; null for what the run carries
     * @param decided the decision of two people that opens this replay of a blind run; null for
     *     none
     */
    public Pipeline(
            Consumer<Snapshot> publish,
            RunConfig instead,
            List<CampaignState> carriedInstead,
            Unblinding decided) {
        this.publish = publish;
        this.instead = instead;
        this.carriedInstead = carriedInstead;
        this.decided = decided;
    }

    /** True when the run's last record has been seen. */
    public boolean ended() {
        return ended;
    }

    /** What the next run of the campaign is to carry; none where the run stands alone. */
    public List<CampaignState> campaign() {
        return config == null ? List.of() : comparison.after(counts.totals());
    }

    /** The last trace of each channel. */
    public WaveformTap tap() {
        return tap;
    }

    /** The ledger of each source as it stands, by source; none before the run has begun. */
    public List<Snapshot.Source> sources() {
        return config == null ? List.of() : snapshots.sources();
    }

    /** True until it is known that the quantities of the coincidence window may be told. */
    public boolean isBlind() {
        return blinding == null || blinding.isBlind();
    }

    /** Units that do not add up, over all sources; 0 in a sound run. */
    public long residual() {
        return config == null ? 0 : ledger.residual();
    }

    /**
     * A border of the run.
     *
     * @throws cevns.daq.config.InvalidConfig if the configuration in {@code RUN_START}, or the
     *     state of the campaign, cannot be read
     */
    @Override
    public void onMark(RunMark mark) {
        if (mark instanceof RunMark.RunStart start && config == null) {
            begin(start);
        } else if (mark instanceof RunMark.SubrunStart start && listening()) {
            subrun = start.subrun();
            snapshot(null);
        } else if (mark instanceof RunMark.RunEnd end && listening()) {
            builder.end();
            beam.end();
            ended = true;
            snapshot(end.reason());
        }
    }

    private void begin(RunMark.RunStart start) {
        RunConfig run = instead == null ? RunConfig.ofText(start.configText()) : instead;
        RunConfig recorded = instead == null ? run : RunConfig.ofText(start.configText());
        blinding = new Blinding(start, recorded, decided);
        markSource = ChannelMap.sourceId(run, run.beam().markSource());
        chargeSource = ChannelMap.sourceId(run, run.beam().chargeSource());
        dataNs = start.timeNs();
        paced = start.mode() != RunMode.IMPORT;
        problems = new TimingProblems();
        ledger = new Ledger(run.sources());
        clocks = new ClockCheck(start.mode(), start.timeNs());
        alignment = new TimeAlignment(markSource, problems);
        live = new LiveMarks(run);
        comparison = RunComparison.of(start, run, carriedInstead, blinding);
        counts = new MarkCounts(run.beam(), live, comparison, problems);
        var marks = new MarkSources(markSource, chargeSource);
        beam = new BeamClock(run.beam(), marks, problems, live::isKnown, counts::settled);
        selection = new Selection(run.cuts(), run.windows());
        tally = new Tally(run, selection);
        builder = new EventBuilder(run.events(), new EventAssembly(run, beam, live, this::onEvent));
        slowControl = new SlowControl();
        timing = new TimingMaker(run, beam, alignment, problems);
        var places = new WaveformIntake.Clocks(clocks, alignment, beam);
        var takers =
                new WaveformIntake.Takers(new ChannelMap(run), builder, live, tally, tap, blinding);
        intake = new WaveformIntake(run.beam(), places, takers, this::mark);
        snapshots =
                new SnapshotMaker(
                        start,
                        run,
                        ledger,
                        beam,
                        timing,
                        selection,
                        counts,
                        tally,
                        slowControl,
                        comparison,
                        blinding);
        config = run;
    }

    private boolean listening() {
        return config != null && !ended;
    }

    @Override
    public void onInfo(int sourceId, SourceInfo info) {
        if (listening()) {
            ledger.of(sourceId).onInfo(info);
            blinding.onInfo(sourceId, info);
            slowControl.onInfo(sourceId, info);
            builder.origin(sourceId, info.originNs());
            if (info.simulated()) {
                comparison.simulated();
            }
            alignment.onInfo(sourceId, info);
            if (sourceId == markSource) {
                beam.onInfo(info);
            }
        }
    }

    @Override
    public void onWaveform(WaveformView waveform) {
        if (!listening()) {
            return;
        }
        SourceLedger source = ledger.of(waveform.sourceId());
        source.sequence(waveform.sequence());
        if (!waveform.isRaw()) {
            return;
        }
        follow(waveform.timeNs());
        RejectCause cause = intake.on(waveform, source);
        if (cause == null) {
            source.countBuilt();
        } else {
            source.countRejected(cause);
        }
    }

    @Override
    public void onBeamMark(BeamMarkView mark) {
        if (!listening()) {
            return;
        }
        ledger.of(mark.sourceId()).sequence(mark.sequence());
        if (clocks.accepts(mark.sourceId(), mark.timeNs())) {
            mark(mark.sourceId(), BeamSignal.ofCode(mark.signal()), mark.timeNs());
        } else if (mark.sourceId() == markSource) {
            beam.refuseClock();
        }
    }

    private void mark(int sourceId, BeamSignal signal, long timeNs) {
        BeamConfig timing = config.beam();
        if (sourceId != markSource && signal == timing.markSignal()) {
            alignment.onMark(sourceId, timeNs, beam.periodNs());
        }
        if (sourceId != markSource || !beam.onMark(signal, timeNs)) {
            return;
        }
        alignment.onReference(beam);
        markSinceTick = true;
        paced = true;
        dataNs = beam.newestNs();
        long watermarkNs = beam.newestNs() - timing.reorderNs();
        builder.release(watermarkNs);
        beam.release(watermarkNs);
        if (beam.newestMark() - markOfSnapshot >= timing.snapshotEveryMarks()) {
            markOfSnapshot = beam.newestMark();
            snapshot(null);
        }
    }

    @Override
    public void onBeamPulse(BeamPulseView pulse) {
        if (!listening()) {
            return;
        }
        SourceLedger source = ledger.of(pulse.sourceId());
        source.sequence(pulse.sequence());
        RejectCause cause = RejectCause.CHANNEL_OFF;
        if (chargeSource == 0 || chargeSource == pulse.sourceId()) {
            follow(pulse.timeNs());
            cause =
                    clocks.accepts(pulse.sourceId(), pulse.timeNs())
                            ? beam.onPulse(pulse, counts.delivered())
                            : RejectCause.CLOCK;
        }
        if (cause == null) {
            timing.on(pulse);
            source.countBuilt();
        } else {
            source.countRejected(cause);
        }
    }

    @Override
    public void onReading(ReadingView reading) {
        if (listening()) {
            SourceLedger source = ledger.of(reading.sourceId());
            source.sequence(reading.sequence());
            source.countBuilt();
            comparison.on(timing.on(slowControl.onReading(source.name(), reading)));
        }
    }

    @Override
    public void onNote(Note note) {
        if (listening()) {
            counts.onNote(note, beam.newestMark());
            blinding.onNote(note);
        }
    }

    @Override
    public void onStatus(StatusView status) {
        if (listening()) {
            SourceLedger source = ledger.of(status.sourceId());
            SourceState before = source.state();
            source.onStatus(status);
            live.onStatus(status, before);
        }
    }

    @Override
    public void onLoss(LossView loss) {
        if (listening()) {
            SourceLedger source = ledger.of(loss.sourceId());
            source.onLoss(loss);
            live.onLoss(loss);
            alignment.onLoss(loss, beam);
            problems.onLoss(loss, chargeSource);
            slowControl.onLoss(source.name(), loss);
        }
    }

    @Override
    public void onSkipped(SkippedRecord skipped) {
        if (listening()) {
            // A record too short for a header names no source: it is put down to run control.
            ledger.of(Math.max(0, skipped.sourceId())).onSkipped();
        }
    }

    @Override
    public void onTick(long timeNs) {
        if (!listening()) {
            return;
        }
        clocks.onTick(timeNs);
        beam.onTick(timeNs);
        builder.tick(markSinceTick);
        if (!markSinceTick) {
            paced = true;
            dataNs = timeNs;
            snapshot(null);
        }
        markSinceTick = false;
    }

    /** Before the first mark or tick of an imported file its records say what time it is. */
    private void follow(long timeNs) {
        if (!paced) {
            dataNs = timeNs;
        }
    }

    private void onEvent(Event event) {
        Event placed = selection.place(event);
        tally.on(placed);
        timing.on(placed);
        if (selection.select(placed)) {
            counts.selected(placed);
        }
    }

    private void snapshot(EndReason end) {
        publish.accept(snapshots.make(subrun, dataNs, end));
    }
}
