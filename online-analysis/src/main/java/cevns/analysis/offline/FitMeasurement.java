package cevns.analysis.offline;

import cevns.analysis.statistics.FitResult;
import cevns.analysis.statistics.ToyIntervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All cells: number and shape of the signal follow the parameter. The number is known to the
 * uncertainty of the prediction; backgrounds and shapes have the pulls of the fit of the signal.
 */
final class FitMeasurement implements Measurement {

    private static final String SIGNAL = "signal";

    private final SignalCurve curve;
    private final List<String> variations;
    private final double signalUncertainty;
    private final List<Contribution> backgrounds;
    private final double[] counts;

    /** What the last value left, relative to the expected signal: the next one lies near. */
    private Optional<double[]> last = Optional.empty();

    /**
     * @param curve the expected signal
     * @param variations names of its systematic effects
     * @param signalUncertainty what its number is known to, relative, above 0
     * @param backgrounds as they are expected
     * @param counts of the coincidence window
     */
    FitMeasurement(
            SignalCurve curve,
            List<String> variations,
            double signalUncertainty,
            List<Contribution> backgrounds,
            double[] counts) {
        this.curve = curve;
        this.variations = variations;
        this.signalUncertainty = signalUncertainty;
        this.backgrounds = backgrounds;
        this.counts = counts;
    }

    @Override
    public double chi2(double value) {
        Contribution signal = signal(value);
        List<Contribution> all = new ArrayList<>();
        all.add(signal);
        all.addAll(backgrounds);
        FitResult best = new SignalFit(all, counts, last.map(l -> scaled(l, signal))).best();
        double[] values = best.values();
        values[0] /= signal.counts();
        last = Optional.of(values);
        return best.chi2();
    }

    private Contribution signal(double value) {
        return Contribution.known(SIGNAL, curve.shapes(value), variations, signalUncertainty);
    }

    private static double[] scaled(double[] values, Contribution signal) {
        double[] start = values.clone();
        start[0] *= signal.counts();
        return start;
    }

    /**
     * Counts, and the numbers that the pulls know, are drawn about what fits the data best at the
     * value; the shapes stay as they are expected.
     */
    @Override
    public ToyIntervals.Experiment experiment(double[] at) {
        List<Contribution> signals = new ArrayList<>();
        List<PseudoData> truths = new ArrayList<>();
        for (double value : at) {
            Contribution signal = signal(value).rigid();
            List<Contribution> all = new ArrayList<>();
            all.add(signal);
            backgrounds.forEach(background -> all.add(background.rigid()));
            signals.add(signal);
            truths.add(new PseudoData(new SignalFit(all, counts)));
        }
        return (truth, draws) -> {
            PseudoData.Drawn drawn = truths.get(truth).draw(draws);
            double known = drawn.contributions().get(0).counts() / signals.get(truth).counts();
            double[] chi2 = new double[signals.size()];
            for (int i = 0; i < chi2.length; i++) {
                List<Contribution> all = new ArrayList<>(drawn.contributions());
                Contribution signal = signals.get(i);
                all.set(0, signal.centred(known * signal.counts()));
                chi2[i] = new SignalFit(all, drawn.counts()).best().chi2();
            }
            return chi2;
        };
    }
}
