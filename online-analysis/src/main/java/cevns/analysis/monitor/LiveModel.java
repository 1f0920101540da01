package cevns.analysis.monitor;

import cevns.analysis.prediction.LiveConfig;
import cevns.analysis.statistics.anytime.EventModel;
import cevns.analysis.statistics.anytime.ModelProcess;
import java.util.Arrays;
import java.util.List;

/**
 * The anytime-valid test of the full model while a run goes on (anytime.md §2, {@link
 * ModelProcess}): does the signal explain the events, whatever the neutrons within their range and
 * the steady state may be?
 *
 * <p>Where the detector's file does not say what steady-state background was counted before, the
 * first events of AC only teach it what to expect, and what came with them is not judged. Events
 * are judged in batches that grow with their number: each by the estimate made before it, then the
 * estimate is made again. A batch ends with an event, never with a snapshot, so that the outcome is
 * the same however a campaign is cut into runs.
 */
final class LiveModel {

    /** Probability with which the confidence sequence keeps the true strength. */
    private static final double LEVEL = 0.9;

    private static final double HIGHEST_STRENGTH = 10;

    /** Events of AC that teach. */
    private static final int TEACHING = 20;

    /** A batch is this part of the events so far, or one. */
    private static final int PART = 50;

    /** What is shown of it takes longer; it is made again after this part more of events. */
    private static final int PART_SHOWN = 20;

    private final BeamSegments segments;
    private final LiveConfig.Range neutronFactor;
    private final long[] taught;
    private double taughtOffLive;
    private final PendingMarks pending;
    private PendingMarks.Stretch now;
    private EventModel model;
    private ModelProcess process;
    private long sinceRefresh;
    private long judged;
    private ModelState.Shown shown = ModelState.Shown.NOTHING;

    LiveModel(BeamSegments segments, LiveConfig.Range neutronFactor) {
        this.segments = segments;
        this.neutronFactor = neutronFactor;
        taught = new long[segments.ofTheFile().rows()];
        pending = new PendingMarks(segments.ofTheFile().count());
        SteadyBelief.counted(segments.ofTheFile()).ifPresent(this::begin);
    }

    /**
     * Takes a good mark; the events that follow are its own.
     *
     * @param beam where its protons belong
     * @param protons of one real mark
     * @param live real marks that it stands for
     * @param offLive live time of AC over that of C, times the same
     */
    void mark(BeamSegments.Segment beam, double protons, double live, double offLive) {
        if (process == null) {
            taughtOffLive += offLive;
            return;
        }
        now = pending.at(beam.index(), protons);
        now.mark(live, offLive);
    }

    /** Takes a selected event of the last mark. */
    void event(boolean inCoincidence, int cell) {
        if (process == null) {
            teach(inCoincidence, cell);
            return;
        }
        if (now == null) {
            return; // of the mark that taught the last
        }
        now.event(inCoincidence, cell);
        sinceRefresh++;
        if (sinceRefresh > judged / PART) {
            judge();
        }
    }

    private void teach(boolean inCoincidence, int cell) {
        if (inCoincidence) {
            return;
        }
        taught[cell / segments.ofTheFile().times().size()]++;
        if (Arrays.stream(taught).sum() >= TEACHING && taughtOffLive > 0) {
            begin(SteadyBelief.taught(taught, taughtOffLive));
        }
    }

    private void begin(SteadyBelief belief) {
        model = model(belief);
        process = new ModelProcess(model);
    }

    private void judge() {
        while (model.beams().size() < segments.all().size()) {
            model = model.with(beam(segments.all().get(model.beams().size())));
            process = new ModelProcess(model, process.state());
        }
        process.observe(pending.take());
        process.refresh();
        judged += sinceRefresh;
        sinceRefresh = 0;
        if (judged > shown.events() + shown.events() / PART_SHOWN) {
            shown =
                    new ModelState.Shown(
                            judged,
                            process.logE(0),
                            process.confidence(1 - LEVEL, HIGHEST_STRENGTH)
                                    .map(i -> new double[] {i.low(), i.high()})
                                    .orElse(new double[0]));
        }
    }

    private static EventModel.Beam beam(BeamSegments.Segment segment) {
        return new EventModel.Beam(segment.cells().perProton(), segment.cells().neutrons());
    }

    private EventModel model(SteadyBelief belief) {
        return belief.model(segments.ofTheFile(), beam(segments.all().get(0)), neutronFactor);
    }

    /** The test as it stands after the last batch. */
    ModelTest at() {
        double[] confidence = shown.confidence();
        return new ModelTest(
                process == null ? 0 : process.sigma(),
                shown.events() == 0 ? Double.NaN : shown.logE(),
                confidence.length == 0 ? Double.NaN : confidence[0],
                confidence.length == 0 ? Double.NaN : confidence[1],
                LEVEL,
                neutronFactor.low(),
                neutronFactor.high(),
                Arrays.stream(taught).sum(),
                judged,
                process == null,
                state());
    }

    /** What there is to keep. */
    ModelState state() {
        if (process == null) {
            return ModelState.learning(taught.clone(), taughtOffLive);
        }
        ModelProcess.State state = process.state();
        return new ModelState(
                taught.clone(),
                taughtOffLive,
                state.segments().stream().map(ModelState.Stretch::of).toList(),
                pending.state(),
                state.logNumerator(),
                state.maxLogE(),
                state.estimate(),
                state.atNull(),
                sinceRefresh,
                shown);
    }

    /**
     * Goes on from a state; the segments must have gone on from theirs.
     *
     * @param state as {@link #state} gave it
     * @throws IllegalArgumentException if it is not one of this prediction
     */
    void goOn(ModelState state) {
        check(state);
        System.arraycopy(state.taught(), 0, taught, 0, taught.length);
        taughtOffLive = state.taughtOffLive();
        sinceRefresh = state.sinceRefresh();
        shown = state.shown();
        if (state.estimate().length == 0) {
            return;
        }
        if (process == null) {
            model = model(SteadyBelief.taught(taught, taughtOffLive));
        }
        for (BeamSegments.Segment segment : segments.all().subList(1, segments.all().size())) {
            model = model.with(beam(segment));
        }
        judged = state.stretches().stream().mapToLong(ModelState.Stretch::events).sum();
        pending.goOn(state.pending());
        process =
                new ModelProcess(
                        model,
                        new ModelProcess.State(
                                state.stretches().stream()
                                        .map(ModelState.Stretch::segmentOfEvents)
                                        .toList(),
                                state.logNumerator(),
                                state.maxLogE(),
                                state.estimate(),
                                state.atNull()));
    }

    private void check(ModelState state) {
        int sizes = taught.length;
        boolean fits = state.taught().length == sizes;
        if (state.estimate().length > 0) {
            int parameters = 2 + sizes + SteadyBelief.COURSES;
            fits &= state.estimate().length == parameters && state.atNull().length == parameters;
            fits &= process != null || state.taughtOffLive() > 0;
            fits &= state.shown().confidence().length % 2 == 0;
        }
        int cells = segments.ofTheFile().count();
        for (List<ModelState.Stretch> some : List.of(state.stretches(), state.pending())) {
            for (ModelState.Stretch stretch : some) {
                fits &= stretch.segment() >= 0 && stretch.segment() < segments.all().size();
                fits &= stretch.coincidence().length == cells;
                fits &= stretch.anticoincidence().length == cells;
            }
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "the state of the model's test is not one of "
                            + sizes
                            + " sizes, "
                            + cells
                            + " cells and "
                            + segments.all().size()
                            + " beam segments");
        }
    }
}
