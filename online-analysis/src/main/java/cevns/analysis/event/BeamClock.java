package cevns.analysis.event;

import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RejectCause;
import cevns.daq.record.SourceInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The beam as the clock of a run: numbers the marks of the metronome, gives each time its distance
 * from the last and to the next beam reference, and says of each mark, when it settles, what the
 * accelerator did (beam-trigger-modes.md). Marks and pulses are computed with, never changed:
 * replay computes the same.
 *
 * <p>A mark is closed when the next one has been passed by the watermark: nothing can be added to
 * it then. Closed marks settle in order: with their pulse, or as unknown after {@code settle_s} of
 * later marks.
 */
public final class BeamClock {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long KEEP_NS = 60 * SECOND_NS;

    private final BeamConfig config;
    private final long settleNs;
    private final LongPredicate liveKnown;
    private final Consumer<SettledMark> settled;
    private final MarkTrain train = new MarkTrain(this::add);
    private final TreeMap<Long, Mark> marks = new TreeMap<>();
    private final PulseStates states;
    private final PulseMatcher matcher;
    private final MarkSegments segments = new MarkSegments();
    private final MarkWatch watch;
    private final HostWatch host = new HostWatch();
    private final TimingProblems problems;
    private final PulseWatch pulseWatch;
    private final AcceleratorClock accelerator;
    private final long[] matched = new long[4];
    private final TreeMap<Long, BeamPulse> pulses = new TreeMap<>();
    private final TreeSet<Long> ids = new TreeSet<>();
    private long firstNs;
    private long closedBeforeNs = Long.MIN_VALUE;

    /**
     * @param config beam timing of the run
     * @param sources where marks and pulses come from
     * @param problems told of what is wrong
     * @param liveKnown whether it is known of a time [ns] if the detector was live then; a mark
     *     waits for that
     * @param settled told of each mark that settles, in their order
     */
    public BeamClock(
            BeamConfig config,
            MarkSources sources,
            TimingProblems problems,
            LongPredicate liveKnown,
            Consumer<SettledMark> settled) {
        this.config = config;
        this.problems = problems;
        this.liveKnown = liveKnown;
        this.settled = settled;
        settleNs = (long) (config.settleS() * SECOND_NS);
        states = new PulseStates(config.vetoMask());
        watch = new MarkWatch(config, sources, problems);
        pulseWatch = new PulseWatch(sources.charge(), config.ringPeriodPs(), problems);
        accelerator = new AcceleratorClock(sources.marks(), problems);
        matcher =
                new PulseMatcher(
                        marks,
                        new EmptyCycles(config.markSignal() == BeamSignal.TB),
                        accelerator,
                        sources.charge(),
                        problems);
    }

    /** The metronome says who it is, at the start and after each reconnect. */
    public void onInfo(SourceInfo info) {
        segments.onInfo(info);
        matcher.originUncertainty(info.originUncertaintyNs());
    }

    /** The metronome's source has told of a hole in its data [ns]. */
    public void onHole(long lengthNs) {
        segments.hole(lengthNs);
    }

    /** A second of the host's time. */
    public void onTick(long timeNs) {
        segments.onTick(timeNs);
        if (host.stepped(timeNs, train.newestNs())) {
            problems.on(TimingProblem.HOST_TIME, 0, timeNs);
        }
    }

    /**
     * Takes a timing pulse of the metronome.
     *
     * @param signal which it is
     * @param rawNs its time on the metronome's own clock [ns since the Unix epoch]
     * @return true when it is a mark, false when it was refused and counted
     */
    public boolean onMark(BeamSignal signal, long rawNs) {
        if (signal != config.markSignal()) {
            return refuse(MarkTrain.Refusal.SIGNAL, rawNs + segments.shiftNs());
        }
        if (!segments.accepts(rawNs, train.periodNs())) {
            return refuse(MarkTrain.Refusal.CLOCK, train.newestNs());
        }
        long timeNs = segments.timeNs();
        long relocks = train.relocks();
        if (segments.jump() == MarkSegments.Jump.RESET) {
            matcher.onReset();
        }
        boolean isMark = train.on(timeNs);
        if (!isMark) {
            watch.refused(train.lastRefusal(), timeNs);
        }
        boolean jumped = segments.jump() != MarkSegments.Jump.NONE;
        if (jumped || train.relocks() > relocks) {
            host.clear();
            watch.jumped(segments.jump() == MarkSegments.Jump.TURNS, timeNs);
        }
        return isMark;
    }

    private boolean refuse(MarkTrain.Refusal why, long timeNs) {
        train.refuse(why);
        watch.refused(why, timeNs);
        return false;
    }

    /** Counts a timing pulse whose time is far from every clock of the run. */
    public void refuseClock() {
        refuse(MarkTrain.Refusal.CLOCK, train.newestNs());
    }

    /** A strobe of a source at a time on the reference clock [ns since the Unix epoch]. */
    public void onStrobe(int sourceId, long timeNs) {
        Map.Entry<Long, Mark> last = marks.floorEntry(timeNs);
        double since = last == null ? Double.NaN : timeNs - last.getKey();
        watch.strobe(sourceId, timeNs, since, train.periodNs());
    }

    private void add(long number, long timeNs, boolean inserted) {
        firstNs = number == 0 ? timeNs : firstNs;
        Mark mark = new Mark(number, timeNs, inserted);
        marks.put(timeNs, mark);
        watch.on(number, timeNs, inserted, train.periodNs());
        matcher.onMark(mark, train.periodNs());
    }

    /**
     * Takes the accelerator's record of a cycle.
     *
     * @param delivered told of its charge and energy when it is taken
     * @return null when it was taken; otherwise why not
     */
    public RejectCause onPulse(BeamPulseView view, Exposure.Sum delivered) {
        long id = view.timeNs();
        if (!ids.isEmpty() && id < ids.last() - settleNs - KEEP_NS) {
            pulseWatch.refused(id);
            return RejectCause.LATE;
        }
        if (!ids.add(id)) {
            pulseWatch.refused(id);
            return RejectCause.DUPLICATE;
        }
        long period = train.periodNs();
        BeamPulse told = states.of(view);
        delivered.add(told.chargeCounts(), told.kineticEv());
        BeamPulse pulse = pulseWatch.on(told, view, states.isEmpty(), period);
        watch.pulse(train.newestNs());
        pulses.put(id, pulse);
        pulses.headMap(pulses.lastKey() - SECOND_NS, true).clear();
        long oldest = ids.last() - settleNs - KEEP_NS;
        ids.headSet(oldest, false).clear();
        if (!config.markSource().isEmpty()) {
            match(pulse, period);
            matcher.forgetBefore(oldest);
        }
        return null;
    }

    private void match(BeamPulse pulse, long periodNs) {
        if (pulseWatch.isDoubtful()) {
            matcher.onDoubtful(pulse);
            return;
        }
        if (pulseWatch.steppedS() != 0) {
            matcher.onStep(pulseWatch.steppedS());
        }
        matcher.onPulse(pulse, periodNs);
    }

    /** Closes what lies before the watermark [ns] and settles what can be settled. */
    public void release(long watermarkNs) {
        closedBeforeNs = Math.max(closedBeforeNs, watermarkNs);
        long late = Math.max(0, (long) config.t0OffsetNs());
        while (!marks.isEmpty()) {
            Mark first = marks.firstEntry().getValue();
            Map.Entry<Long, Mark> next = marks.higherEntry(first.timeNs);
            boolean closed = next != null && next.getKey() + late <= closedBeforeNs;
            if (!closed || !known(first)) {
                break;
            }
            settle(first);
        }
    }

    /** Settles every mark: the run is over. */
    public void end() {
        while (!marks.isEmpty()) {
            settle(marks.firstEntry().getValue());
        }
    }

    private boolean known(Mark mark) {
        if (train.newestNs() - mark.timeNs >= settleNs) {
            return true;
        }
        boolean beamKnown = mark.pulse != null || config.charge() == BeamConfig.Charge.NONE;
        return beamKnown && liveKnown.test(mark.timeNs);
    }

    private void settle(Mark mark) {
        marks.remove(mark.timeNs);
        matched[mark.confidence]++;
        SettledMark last = mark.settled();
        watch.settled(last);
        settled.accept(last);
    }

    /**
     * Where a time lies between the beam references.
     *
     * @param mark number of the last mark; −1 before the first
     * @param sinceNs time since its beam reference [ns]; NaN without one
     * @param nextMark number of the next mark; −1 where there is none yet
     * @param untilNs time until its beam reference [ns], positive; NaN without one
     */
    public record Phase(long mark, double sinceNs, long nextMark, double untilNs) {}

    /** No marks: calibration, an imported file. */
    public static final Phase NO_PHASE = new Phase(-1, Double.NaN, -1, Double.NaN);

    /**
     * Distances of a time from the beam references before and after it. Further than one and a half
     * periods from a mark there is none: timing was lost.
     *
     * @param timeNs time on the reference clock [ns since the Unix epoch]
     * @param offsetNs what to add to it [ns], for times between whole ns
     */
    public Phase phase(long timeNs, double offsetNs) {
        double shift = offsetNs - config.t0OffsetNs();
        long shifted = timeNs + (long) Math.floor(shift);
        Map.Entry<Long, Mark> last = near(marks.floorEntry(shifted), shifted);
        Map.Entry<Long, Mark> next = near(marks.higherEntry(shifted), shifted);
        if (last == null && next == null) {
            return NO_PHASE;
        }
        return new Phase(
                last == null ? -1 : last.getValue().number,
                last == null ? Double.NaN : timeNs - last.getKey() + shift,
                next == null ? -1 : next.getValue().number,
                next == null ? Double.NaN : next.getKey() - timeNs - shift);
    }

    /** Number of the mark that triggered a read-out at this time; −1 where none is near. */
    public long markAt(long timeNs) {
        Map.Entry<Long, Mark> before = marks.floorEntry(timeNs + MarkTrain.DUPLICATE_NS / 2);
        return before != null && timeNs - before.getKey() <= MarkTrain.DUPLICATE_NS / 2
                ? before.getValue().number
                : -1;
    }

    private Map.Entry<Long, Mark> near(Map.Entry<Long, Mark> mark, long timeNs) {
        long period = train.periodNs();
        boolean lost = mark == null || Math.abs(mark.getKey() - timeNs) > period + period / 2;
        return lost ? null : mark;
    }

    /** Number of the newest mark; −1 before the first. */
    public long newestMark() {
        return train.newest();
    }

    /** Time of the first mark [ns since the Unix epoch]; 0 before it. */
    public long firstNs() {
        return firstNs;
    }

    /** Time of the newest mark [ns since the Unix epoch]; meaningless before the first. */
    public long newestNs() {
        return train.newestNs();
    }

    /** Marks that have not settled. */
    public int pending() {
        return marks.size();
    }

    /** What is added to the metronome's own times to have them on the reference clock [ns]. */
    public long shiftNs() {
        return segments.shiftNs();
    }

    /** True when the last mark has shown a new start by an unknown number of cycles. */
    public boolean isReset() {
        return segments.jump() == MarkSegments.Jump.RESET;
    }

    /** Median of the last 600 intervals [ns]; 0 before the second mark. */
    public long periodNs() {
        return train.periodNs();
    }

    /** How the train of marks stands. */
    public MarkState markState() {
        return new MarkState(
                watch.seenSignal(),
                segments.segment() + (int) train.relocks(),
                train.periodNs(),
                train.spreadNs(),
                watch.isStale(),
                pulseWatch.isReducedRate(),
                matched.clone());
    }

    /** How the metronome's clock stands against the accelerator's time. */
    public ClockState clockState() {
        return accelerator.state();
    }

    public long inserted() {
        return train.inserted();
    }

    /** Refused timing pulses by reason, in a fixed order. */
    public Map<String, Long> refused() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (MarkTrain.Refusal why : MarkTrain.Refusal.values()) {
            all.put(why.name().toLowerCase(Locale.ROOT), train.refused(why));
        }
        return all;
    }

    /** Last interval between marks [ns]; NaN before the second. */
    public double lastIntervalNs() {
        return train.lastIntervalNs() < 0 ? Double.NaN : train.lastIntervalNs();
    }

    /** Confidence of the newest match, 0…3. */
    public int confidence() {
        return matcher.lastConfidence();
    }

    /** Residual of the newest match [ns]; NaN before the first. */
    public double residualNs() {
        return matcher.lastResidualNs();
    }

    /** Charge of the newest pulse [C]; NaN where it is not known. */
    public double lastChargeC() {
        if (pulses.isEmpty() || pulses.lastEntry().getValue().chargeCounts() < 0) {
            return Double.NaN;
        }
        return pulses.lastEntry().getValue().chargeCounts() * BeamEnergy.COUNT_C;
    }

    /** Time of the newest pulse [ns since the Unix epoch]; 0 before the first. */
    public long lastPulseNs() {
        return pulses.isEmpty() ? 0 : pulses.lastKey();
    }

    /** Mean beam power over the second before the newest pulse [W]; NaN before the first. */
    public double powerW() {
        if (pulses.isEmpty()) {
            return Double.NaN;
        }
        double joules = 0;
        for (BeamPulse pulse : pulses.values()) {
            joules += BeamEnergy.joules(Math.max(0, pulse.chargeCounts()), pulse.kineticEv());
        }
        return joules;
    }
}
