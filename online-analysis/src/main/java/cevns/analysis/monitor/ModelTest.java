package cevns.analysis.monitor;

import cevns.analysis.prediction.LiveConfig;
import cevns.analysis.statistics.Interval;
import cevns.analysis.statistics.anytime.EventModel;
import cevns.analysis.statistics.anytime.ModelProcess;
import cevns.analysis.statistics.anytime.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The anytime-valid test of the full model while a run goes on (anytime.md §2, {@link
 * ModelProcess}): does the signal explain the events, whatever the neutrons within their range and
 * the steady state may be?
 *
 * <p>The first events of AC only teach it what steady-state background to expect; what came with
 * them is not judged. After that events are judged in batches that grow with their number: each by
 * the estimate made before it, then the estimate is made again. A batch ends with an event, never
 * with a snapshot, so that the outcome is the same however a campaign is cut into runs.
 */
final class ModelTest {

    /** Probability with which the confidence sequence keeps the true strength. */
    private static final double LEVEL = 0.9;

    private static final double HIGHEST_STRENGTH = 10;

    /** Events of AC that teach. */
    private static final int TEACHING = 20;

    /** Half an event in each bin, so that a bin without one is unlikely, not impossible. */
    private static final double HALF = 0.5;

    /** How many signal events the prediction is worth before there are data. */
    private static final double SIGNAL_TRUST = 10;

    /** A batch is this part of the events so far, or one. */
    private static final int PART = 50;

    /** Marks belong together when their power differs by less than this factor. */
    private static final double SAME_POWER = 1.05;

    /** Falling tilt of the steady state over the range of times, and what is believed of it. */
    private static final double FALL = 3;

    private static final double FALLING_WEIGHT = 0.3;
    private static final int TILTS = 2;

    private final BeamSegments segments;
    private final LiveConfig.Range neutronFactor;
    private final long[] taught;
    private double taughtOffLive;
    private final List<TreeMap<Double, Stretch>> stretches = new ArrayList<>();
    private Stretch now;
    private EventModel model;
    private ModelProcess process;
    private long sinceRefresh;
    private long judged;
    private double logE = Double.NaN;
    private Interval confidence;

    /** Good marks that are not judged yet, of one beam and nearly the same power. */
    private static final class Stretch {
        private final int beam;
        private final double power;
        private double live;
        private double offLive;
        private long events;
        private final double[] coincidence;
        private final double[] anticoincidence;

        private Stretch(int beam, double power, int cells) {
            this.beam = beam;
            this.power = power;
            coincidence = new double[cells];
            anticoincidence = new double[cells];
        }

        private Segment take() {
            Segment segment = new Segment(beam, power, live, offLive, coincidence, anticoincidence);
            live = 0;
            offLive = 0;
            events = 0;
            Arrays.fill(coincidence, 0);
            Arrays.fill(anticoincidence, 0);
            return segment;
        }
    }

    ModelTest(BeamSegments segments, LiveConfig.Range neutronFactor) {
        this.segments = segments;
        this.neutronFactor = neutronFactor;
        taught = new long[segments.ofTheFile().sizes().size()];
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
        now = stretch(beam.index(), protons);
        now.live += live;
        now.offLive += offLive;
    }

    private Stretch stretch(int beam, double power) {
        while (stretches.size() <= beam) {
            stretches.add(new TreeMap<>());
        }
        TreeMap<Double, Stretch> ofBeam = stretches.get(beam);
        Map.Entry<Double, Stretch> near = ofBeam.floorEntry(power);
        if (near == null || power > near.getKey() * SAME_POWER) {
            near = ofBeam.ceilingEntry(power);
        }
        if (near != null && near.getKey() <= power * SAME_POWER) {
            return near.getValue();
        }
        Stretch stretch = new Stretch(beam, power, segments.ofTheFile().count());
        ofBeam.put(power, stretch);
        return stretch;
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
        (inCoincidence ? now.coincidence : now.anticoincidence)[cell]++;
        now.events++;
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
            model = model();
            process = new ModelProcess(model);
        }
    }

    private void judge() {
        while (model.beams().size() < segments.all().size()) {
            model = model.with(beam(segments.all().get(model.beams().size())));
            process = new ModelProcess(model, process.state());
        }
        List<Segment> news = new ArrayList<>();
        for (TreeMap<Double, Stretch> ofBeam : stretches) {
            for (Stretch stretch : ofBeam.values()) {
                if (stretch.live > 0 || stretch.offLive > 0 || stretch.events > 0) {
                    news.add(stretch.take());
                }
            }
        }
        process.observe(news);
        process.refresh();
        judged += sinceRefresh;
        sinceRefresh = 0;
        logE = Double.NaN;
    }

    private static EventModel.Beam beam(BeamSegments.Segment segment) {
        return new EventModel.Beam(segment.cells().perProton(), segment.cells().neutrons());
    }

    /** One free rate for each bin of size; all fall alike in time, as a mixture of two tilts. */
    private EventModel model() {
        PredictedCells cells = segments.ofTheFile();
        double[] edges = cells.timeEdges();
        int times = edges.length - 1;
        double range = edges[times] - edges[0];
        double[] flat = new double[cells.count()];
        double[] falling = new double[cells.count()];
        int[] shapeOf = new int[cells.count()];
        double[] shape = new double[cells.count()];
        double[] rates = new double[cells.sizes().size()];
        double norm = -StrictMath.expm1(-FALL);
        for (int size = 0; size < rates.length; size++) {
            for (int j = 0; j < times; j++) {
                double low = (edges[j] - edges[0]) / range;
                double high = (edges[j + 1] - edges[0]) / range;
                int cell = size * times + j;
                shapeOf[cell] = size;
                shape[cell] = high - low;
                flat[cell] = 1;
                falling[cell] =
                        (StrictMath.exp(-FALL * low) - StrictMath.exp(-FALL * high))
                                / norm
                                / (high - low);
            }
            rates[size] = (taught[size] + HALF) / taughtOffLive;
        }
        return new EventModel(
                List.of(beam(segments.all().get(0))),
                neutronFactor.low(),
                neutronFactor.high(),
                shapeOf,
                shape,
                List.of(flat, falling),
                rates,
                new double[] {1 - FALLING_WEIGHT, FALLING_WEIGHT},
                taughtOffLive,
                SIGNAL_TRUST);
    }

    /** The test as it stands after the last batch. */
    Snapshot.ModelTest at() {
        if (process != null && judged > 0 && Double.isNaN(logE)) {
            logE = process.logE(0);
            confidence = process.confidence(1 - LEVEL, HIGHEST_STRENGTH).orElse(null);
        }
        return new Snapshot.ModelTest(
                process == null ? 0 : process.sigma(),
                logE,
                confidence == null ? Double.NaN : confidence.low(),
                confidence == null ? Double.NaN : confidence.high(),
                LEVEL,
                neutronFactor.low(),
                neutronFactor.high(),
                Arrays.stream(taught).sum(),
                judged,
                state());
    }

    /** What there is to keep. */
    ModelState state() {
        List<ModelState.Stretch> pending = new ArrayList<>();
        for (TreeMap<Double, Stretch> ofBeam : stretches) {
            for (Stretch stretch : ofBeam.values()) {
                pending.add(
                        new ModelState.Stretch(
                                stretch.beam,
                                stretch.power,
                                stretch.live,
                                stretch.offLive,
                                whole(stretch.coincidence),
                                whole(stretch.anticoincidence)));
            }
        }
        if (process == null) {
            double[] none = new double[0];
            return new ModelState(
                    taught.clone(), taughtOffLive, List.of(), pending, 0, 0, none, none, 0);
        }
        ModelProcess.State state = process.state();
        List<ModelState.Stretch> judgedOnes = new ArrayList<>();
        for (Segment segment : state.segments()) {
            judgedOnes.add(
                    new ModelState.Stretch(
                            segment.beam(),
                            segment.power(),
                            segment.live(),
                            segment.offLive(),
                            whole(segment.coincidence()),
                            whole(segment.anticoincidence())));
        }
        return new ModelState(
                taught.clone(),
                taughtOffLive,
                judgedOnes,
                pending,
                state.logNumerator(),
                state.maxLogE(),
                state.estimate(),
                state.atNull(),
                sinceRefresh);
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
        if (state.estimate().length == 0) {
            return;
        }
        model = model();
        for (BeamSegments.Segment segment : segments.all().subList(1, segments.all().size())) {
            model = model.with(beam(segment));
        }
        List<Segment> known = new ArrayList<>();
        for (ModelState.Stretch stretch : state.stretches()) {
            known.add(
                    new Segment(
                            stretch.segment(),
                            stretch.power(),
                            stretch.live(),
                            stretch.offLive(),
                            doubles(stretch.coincidence()),
                            doubles(stretch.anticoincidence())));
            judged += events(stretch);
        }
        for (ModelState.Stretch stretch : state.pending()) {
            now = stretch(stretch.segment(), stretch.power());
            now.live = stretch.live();
            now.offLive = stretch.offLive();
            now.events = events(stretch);
            System.arraycopy(
                    doubles(stretch.coincidence()), 0, now.coincidence, 0, now.coincidence.length);
            System.arraycopy(
                    doubles(stretch.anticoincidence()),
                    0,
                    now.anticoincidence,
                    0,
                    now.anticoincidence.length);
        }
        process =
                new ModelProcess(
                        model,
                        new ModelProcess.State(
                                known,
                                state.logNumerator(),
                                state.maxLogE(),
                                state.estimate(),
                                state.atNull()));
    }

    private void check(ModelState state) {
        int sizes = taught.length;
        boolean fits = state.taught().length == sizes;
        if (state.estimate().length > 0) {
            int parameters = 2 + sizes + TILTS;
            fits &= state.estimate().length == parameters && state.atNull().length == parameters;
            fits &= state.taughtOffLive() > 0;
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

    private static long events(ModelState.Stretch stretch) {
        return Arrays.stream(stretch.coincidence()).sum()
                + Arrays.stream(stretch.anticoincidence()).sum();
    }

    private static long[] whole(double[] counts) {
        return Arrays.stream(counts).mapToLong(StrictMath::round).toArray();
    }

    private static double[] doubles(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }
}
