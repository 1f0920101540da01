package cevns.analysis.monitor;

import cevns.analysis.event.SettledMark;
import cevns.analysis.prediction.LiveConfig;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.Systematics;
import cevns.analysis.statistics.LiMa;
import cevns.analysis.statistics.OnOff;
import cevns.analysis.statistics.anytime.CountsProcess;
import cevns.analysis.statistics.anytime.RatioProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares counts with the prediction while they come (statistics.md §1, anytime.md). The
 * prediction of one proton is made once for each energy and arrival of the protons; with every
 * snapshot it is multiplied by the good protons. The anytime-valid processes take each event of a
 * good mark in the order of the marks.
 */
public final class Comparison {

    private static final long MARKS_PER_BLOCK = 300;

    /** The fit is not made again for a smaller change of the ratio of live times. */
    private static final double RATIO_STEPS = 1000;

    private final BeamSegments segments;
    private final PredictedCells cells;
    private final Systematics systematics;
    private final double alpha;
    private final double timeLapse;
    private final SignalFit fit;
    private final RatioProcess process;
    private final LiveModel model;
    private final GrowthBlocks blocks;
    private final long[] coincidence;
    private final long[] anticoincidence;

    /**
     * What the next run of a campaign goes on from.
     *
     * @param coincidence counts C by cell
     * @param anticoincidence counts AC by cell
     * @param process the anytime-valid process of counts
     * @param segments good protons by their energy and arrival
     * @param model the anytime-valid test of the full model
     * @param blocks counts by blocks of good marks
     */
    public record State(
            long[] coincidence,
            long[] anticoincidence,
            RatioProcess.State process,
            List<BeamSegments.State> segments,
            ModelState model,
            GrowthBlocks.State blocks) {

        public State {
            coincidence = coincidence.clone();
            anticoincidence = anticoincidence.clone();
            segments = List.copyOf(segments);
        }

        @Override
        public long[] coincidence() {
            return coincidence.clone();
        }

        @Override
        public long[] anticoincidence() {
            return anticoincidence.clone();
        }
    }

    /**
     * A comparison before its first event.
     *
     * @param alpha length of the coincidence window over that of the anticoincidence window, as
     *     configured; holds until both have live time
     * @param timeLapse real beam pulses that one pulse of the run stands for
     */
    public Comparison(PredictionConfig prediction, double alpha, double timeLapse) {
        this(prediction, alpha, timeLapse, null);
    }

    /**
     * A comparison that goes on from a state.
     *
     * @param before the state; null for none
     * @throws IllegalArgumentException if the state is not one of this prediction
     */
    public Comparison(PredictionConfig prediction, double alpha, double timeLapse, State before) {
        segments = new BeamSegments(new Predictor(prediction), prediction, timeLapse);
        cells = segments.ofTheFile();
        systematics = prediction.systematics();
        this.alpha = alpha;
        this.timeLapse = timeLapse;
        fit = new SignalFit(cells);
        model = new LiveModel(segments, neutronFactor(prediction.live()));
        if (before == null) {
            process = new RatioProcess(alpha, CountsProcess.DEFAULT_SHAPE);
            coincidence = new long[cells.count()];
            anticoincidence = new long[coincidence.length];
            blocks = new GrowthBlocks(MARKS_PER_BLOCK);
        } else {
            process = new RatioProcess(alpha, before.process());
            coincidence = before.coincidence();
            anticoincidence = before.anticoincidence();
            if (coincidence.length != cells.count() || anticoincidence.length != cells.count()) {
                throw new IllegalArgumentException(
                        "%d and %d cells, the prediction has %d"
                                .formatted(
                                        coincidence.length, anticoincidence.length, cells.count()));
            }
            blocks = new GrowthBlocks(before.blocks());
            segments.goOn(before.segments());
            model.goOn(before.model());
        }
    }

    /** What there is to keep. */
    State state() {
        return new State(
                coincidence,
                anticoincidence,
                process.state(),
                segments.state(),
                model.state(),
                blocks.state());
    }

    /** As the file has it, or two standard deviations of all backgrounds together. */
    private LiveConfig.Range neutronFactor(LiveConfig live) {
        double events = 0;
        double variance = 0;
        for (PredictedCells.Background background : cells.backgrounds()) {
            double each = sum(background.perProton());
            events += each;
            variance += each * each * background.uncertainty() * background.uncertainty();
        }
        double reach = events > 0 ? 2 * StrictMath.sqrt(variance) / events : 0;
        return live.neutronFactor()
                .orElse(new LiveConfig.Range(StrictMath.max(0, 1 - reach), 1 + reach));
    }

    /**
     * Takes a good mark; the events that follow are its own.
     *
     * @param offLive live time of AC over that of C of this mark
     * @param energyGev kinetic energy of its protons [GeV]; NaN when not known
     * @param t0Us their arrival since the beam reference [µs]; NaN when not known
     */
    void mark(SettledMark mark, double offLive, double energyGev, double t0Us) {
        BeamSegments.Segment segment = segments.at(energyGev, t0Us);
        segments.add(segment, mark.chargeCounts());
        double protons = segments.protons(mark.chargeCounts()) / timeLapse;
        model.mark(segment, protons, timeLapse, timeLapse * offLive);
        blocks.mark(mark.chargeCounts());
    }

    /**
     * Takes a selected event of the last mark; one outside the bins of the prediction is left out.
     *
     * @param ratio live time of C over that of AC so far; NaN while AC has none
     */
    void on(GoodEvent event, double ratio) {
        int cell = cells.of(event);
        if (cell < 0) {
            return;
        }
        (event.inCoincidence() ? coincidence : anticoincidence)[cell]++;
        process.event(event.inCoincidence(), Double.isNaN(ratio) ? alpha : ratio);
        model.event(event.inCoincidence(), cell);
        blocks.event(event.inCoincidence());
    }

    /**
     * The comparison as it stands.
     *
     * @param counts of the run: the ratio of live times and the counts without beam
     * @param sideBands what lies beside the region of the signal
     */
    Snapshot.Comparison at(Snapshot.Counts counts, List<SideBand> sideBands) {
        double ratio = Double.isNaN(counts.alpha()) ? alpha : counts.alpha();
        OnOff onOff =
                new OnOff(
                        Arrays.stream(coincidence).sum(),
                        Arrays.stream(anticoincidence).sum(),
                        ratio);
        List<BeamComponent> components = components();
        BeamComponent signal = components.get(0);
        ExpectedExcess expected = expected(onOff, components);
        return new Snapshot.Comparison(
                (long) onOff.coincidence(),
                (long) onOff.anticoincidence(),
                ratio,
                onOff.residual(),
                onOff.sigma(),
                signal.events(),
                signal.error(),
                bySource(signal.events()),
                onOff.pull(expected.excess(), expected.error()),
                onOff.liMaSigma(),
                LiMa.expected(expected.excess(), ratio * onOff.anticoincidence(), ratio),
                process.sigma(),
                process.state(),
                strength(signal.events(), ratio),
                nullTest(counts, ratio),
                cells.counts(coincidence, anticoincidence),
                signal.spectrum(),
                signal.timeProfile(),
                expected,
                components,
                model.at(),
                segments.snapshot(),
                blocks.at(ratio, segments.protons(1)),
                trajectory(expected.excess(), ratio * onOff.anticoincidence(), ratio),
                sideBands);
    }

    /** Signal first, then the backgrounds in the order of the file. */
    private List<BeamComponent> components() {
        List<BeamComponent> all = new ArrayList<>();
        all.add(component("signal", segments.signal(), systematics.total()));
        for (int k = 0; k < cells.backgrounds().size(); k++) {
            PredictedCells.Background background = cells.backgrounds().get(k);
            all.add(component(background.name(), segments.background(k), background.uncertainty()));
        }
        return all;
    }

    private BeamComponent component(String name, double[] expected, double uncertainty) {
        double events = sum(expected);
        return new BeamComponent(
                name, events, events * uncertainty, cells.bySize(expected), cells.byTime(expected));
    }

    private static ExpectedExcess expected(OnOff onOff, List<BeamComponent> components) {
        BeamComponent signal = components.get(0);
        double neutrons = 0;
        double variance = 0;
        for (BeamComponent background : components.subList(1, components.size())) {
            neutrons += background.events();
            variance += background.error() * background.error();
        }
        return new ExpectedExcess(
                signal.events() + neutrons,
                StrictMath.sqrt(signal.error() * signal.error() + variance),
                neutrons,
                StrictMath.sqrt(variance),
                onOff.residual() - neutrons,
                StrictMath.sqrt(onOff.variance() + variance));
    }

    private Map<String, Double> bySource(double events) {
        Map<String, Double> all = new TreeMap<>();
        systematics.bySource().forEach((source, part) -> all.put(source, part * events));
        return all;
    }

    private SignalStrength strength(double predicted, double ratio) {
        List<double[]> backgrounds = new ArrayList<>();
        for (int k = 0; k < cells.backgrounds().size(); k++) {
            backgrounds.add(segments.backgroundInSteps(k));
        }
        SignalFit.Result fitted =
                fit.of(
                        coincidence,
                        anticoincidence,
                        StrictMath.rint(ratio * RATIO_STEPS) / RATIO_STEPS,
                        segments.signalInSteps(),
                        backgrounds);
        double value = fitted.events() / predicted;
        return new SignalStrength(
                fitted.events(),
                value,
                fitted.low() / predicted,
                fitted.high() / predicted,
                value * systematics.total(),
                fitted.sigma(),
                fitted.expectedSigma(),
                fitted.steady(),
                fitted.neutrons());
    }

    private Trajectory trajectory(double excess, double background, double ratio) {
        return new Trajectory(
                LiMa.spread(excess, background, ratio),
                RatioProcess.expected(
                        alpha, CountsProcess.DEFAULT_SHAPE, excess, background, ratio));
    }

    private static NullTest nullTest(Snapshot.Counts counts, double ratio) {
        OnOff beamOff =
                new OnOff(counts.beamOffCoincidence(), counts.beamOffAnticoincidence(), ratio);
        return new NullTest(beamOff.residual(), beamOff.sigma());
    }

    private static double sum(double[] cells) {
        return Arrays.stream(cells).sum();
    }
}
