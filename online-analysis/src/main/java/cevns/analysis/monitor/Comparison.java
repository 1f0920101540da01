package cevns.analysis.monitor;

import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.Systematics;
import cevns.analysis.statistics.LiMa;
import cevns.analysis.statistics.OnOff;
import cevns.analysis.statistics.anytime.CountsProcess;
import cevns.analysis.statistics.anytime.RatioProcess;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares counts with the prediction while they come (statistics.md §1, anytime.md §1). The
 * prediction of one proton is given once; with every snapshot it is multiplied by the good protons.
 * The anytime-valid process takes each event of a good mark in the order of the marks.
 *
 * <p>The fit of the signal depends on the counts alone, not on the protons, so it is made again
 * only after another event.
 */
public final class Comparison {

    private final PredictedCells predicted;
    private final Systematics systematics;
    private final double alpha;
    private final SignalFit fit;
    private final RatioProcess process;
    private final long[] coincidence;
    private final long[] anticoincidence;
    private SignalFit.Result fitted = SignalFit.NOTHING;
    private double fittedAlpha;
    private boolean isFitted;

    /**
     * What the next run of a campaign goes on from.
     *
     * @param coincidence counts C by cell
     * @param anticoincidence counts AC by cell
     * @param process the anytime-valid process
     */
    public record State(long[] coincidence, long[] anticoincidence, RatioProcess.State process) {

        public State {
            coincidence = coincidence.clone();
            anticoincidence = anticoincidence.clone();
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
     * @param prediction per proton
     * @param alpha length of the coincidence window over that of the anticoincidence window, as
     *     configured; holds until both have live time
     */
    public Comparison(Prediction prediction, double alpha) {
        this(prediction, alpha, null);
    }

    /**
     * A comparison that goes on from a state.
     *
     * @param before the state; null for none
     * @throws IllegalArgumentException if the state is not one of this prediction
     */
    public Comparison(Prediction prediction, double alpha, State before) {
        this.predicted = PredictedCells.of(prediction);
        this.systematics = prediction.config().systematics();
        this.alpha = alpha;
        fit = new SignalFit(predicted);
        int cells = predicted.perProton().length;
        if (before == null) {
            process = new RatioProcess(alpha, CountsProcess.DEFAULT_SHAPE);
            coincidence = new long[cells];
            anticoincidence = new long[cells];
        } else {
            process = new RatioProcess(alpha, before.process());
            coincidence = before.coincidence();
            anticoincidence = before.anticoincidence();
            if (coincidence.length != cells || anticoincidence.length != cells) {
                throw new IllegalArgumentException(
                        "%d and %d cells, the prediction has %d"
                                .formatted(coincidence.length, anticoincidence.length, cells));
            }
        }
    }

    /** What there is to keep. */
    State state() {
        return new State(coincidence, anticoincidence, process.state());
    }

    /**
     * Takes a selected event of a good mark; one outside the bins of the prediction is left out.
     *
     * @param ratio live time of C over that of AC so far; NaN while AC has none
     */
    void on(GoodEvent event, double ratio) {
        int cell = predicted.of(event);
        if (cell < 0) {
            return;
        }
        (event.inCoincidence() ? coincidence : anticoincidence)[cell]++;
        process.event(event.inCoincidence(), Double.isNaN(ratio) ? alpha : ratio);
        isFitted = false;
    }

    /**
     * The comparison as it stands.
     *
     * @param protons good protons on target
     * @param counts of the run: the ratio of live times and the counts without beam
     */
    Snapshot.Comparison at(double protons, Snapshot.Counts counts) {
        double ratio = Double.isNaN(counts.alpha()) ? alpha : counts.alpha();
        long on = Arrays.stream(coincidence).sum();
        long off = Arrays.stream(anticoincidence).sum();
        OnOff onOff = new OnOff(on, off, ratio);
        double events = predicted.total() * protons;
        double uncertainty = events * systematics.total();
        return new Snapshot.Comparison(
                on,
                off,
                ratio,
                onOff.residual(),
                onOff.sigma(),
                events,
                uncertainty,
                bySource(events),
                onOff.pull(events, uncertainty),
                onOff.liMaSigma(),
                LiMa.expected(events, ratio * off, ratio),
                process.sigma(),
                process.state(),
                strength(events, ratio),
                nullTest(counts, ratio),
                predicted.counts(coincidence, anticoincidence),
                scaled(predicted.bySize(predicted.perProton()), protons),
                scaled(predicted.byTime(predicted.perProton()), protons));
    }

    private Map<String, Double> bySource(double events) {
        Map<String, Double> all = new TreeMap<>();
        systematics.bySource().forEach((source, part) -> all.put(source, part * events));
        return all;
    }

    private Snapshot.Strength strength(double events, double ratio) {
        if (!isFitted || fittedAlpha != ratio) {
            fitted = fit.of(coincidence, anticoincidence, ratio);
            fittedAlpha = ratio;
            isFitted = true;
        }
        double value = fitted.events() / events;
        return new Snapshot.Strength(
                fitted.events(),
                value,
                fitted.low() / events,
                fitted.high() / events,
                value * systematics.total(),
                fitted.sigma());
    }

    private static Snapshot.NullTest nullTest(Snapshot.Counts counts, double ratio) {
        OnOff beamOff =
                new OnOff(counts.beamOffCoincidence(), counts.beamOffAnticoincidence(), ratio);
        return new Snapshot.NullTest(beamOff.residual(), beamOff.sigma());
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
