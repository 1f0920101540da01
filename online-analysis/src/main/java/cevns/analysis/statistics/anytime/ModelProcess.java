package cevns.analysis.statistics.anytime;

import cevns.analysis.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * Universal inference on cells (anytime.md §2; L. Wasserman, A. Ramdas, S. Balakrishnan, PNAS 117
 * (2020) 16880):
 *
 * <pre>E_t(μ0) = Π_k p(x_k | θ̂_{k−1}) / sup_{β, s} L_t(μ0, β, s)</pre>
 *
 * Each event is judged by an estimate made before it, and the product is never computed again; the
 * denominator is the largest likelihood of everything so far with the signal held at μ0. E_t(0)
 * tests "no CEvNS", and the μ0 with E_t(μ0) &lt; 1/a are a confidence sequence. Not for several
 * threads.
 */
public final class ModelProcess {

    /** Of the ends of a confidence sequence, in signal strengths. */
    private static final double PRECISION = 1e-3;

    private static final int MOST_EVALUATIONS = 100;

    private final EventModel model;
    private final List<TreeMap<Double, Segment>> segments = new ArrayList<>();

    /** Where the likelihood was last found largest, by tested signal. */
    private final Map<Double, double[]> maxima = new TreeMap<>();

    private double logNumerator;
    private double maxLogE;
    private double[] estimate;

    /**
     * What a snapshot keeps of it.
     *
     * @param segments all events so far
     * @param logNumerator logarithm of the numerator
     * @param maxLogE largest logarithm of E(0) so far, at least 0
     * @param estimate signal strength, neutron scale, steady rates and weights that judge the next
     *     events
     * @param atNull the same where the likelihood without signal was last found largest
     */
    public record State(
            List<Segment> segments,
            double logNumerator,
            double maxLogE,
            double[] estimate,
            double[] atNull) {

        public State {
            segments = List.copyOf(segments);
            estimate = estimate.clone();
            atNull = atNull.clone();
        }

        @Override
        public double[] atNull() {
            return atNull.clone();
        }

        @Override
        public double[] estimate() {
            return estimate.clone();
        }
    }

    /** A process before its first event; its estimate is the prediction. */
    public ModelProcess(EventModel model) {
        this(model, new State(List.of(), 0, 0, start(model), start(model)));
    }

    /** A process that goes on from a state. */
    public ModelProcess(EventModel model, State state) {
        this.model = model;
        state.segments().forEach(this::keep);
        logNumerator = state.logNumerator();
        maxLogE = state.maxLogE();
        estimate = state.estimate();
        maxima.put(0.0, state.atNull());
    }

    /** What there is to keep. */
    public State state() {
        return new State(segments(), logNumerator, maxLogE, estimate, maxima.get(0.0));
    }

    /**
     * Takes what came since the last call, in the order of the marks. Segments of the same beam and
     * power are joined, so callers give the beam power in steps, not to its last digit.
     */
    public void observe(Segment news) {
        observe(List.of(news));
    }

    /** The same for several segments at once. */
    public void observe(List<Segment> news) {
        for (Segment segment : news) {
            logNumerator += segment.logLikelihood(model, estimate);
            keep(segment);
        }
        if (exceeds(0, maxLogE)) {
            maxLogE = logNumerator - logLikelihood(maxima.get(0.0));
        }
    }

    /** Makes the estimate again from all that was observed; it judges what comes from now on. */
    public void refresh() {
        List<Segment> known = segments();
        known.add(before());
        estimate = new Maximiser(model, known).smoothed(estimate, model.signalTrust());
    }

    /** Logarithm of E(μ0) now. */
    public double logE(double tested) {
        return logNumerator - logLikelihood(maximum(tested));
    }

    /**
     * True when ln E(μ0) is above a threshold now. The likelihood at the maximum found last is no
     * larger than the largest, so most of the time no new maximum is needed to say no.
     */
    public boolean exceeds(double tested, double threshold) {
        double[] last = maxima.getOrDefault(tested, estimate).clone();
        last[0] = tested;
        if (logNumerator - logLikelihood(last) <= threshold) {
            return false;
        }
        double[] best = maximum(tested);
        maxima.put(tested, best);
        return logNumerator - logLikelihood(best) > threshold;
    }

    /** Largest logarithm of E(0) so far. */
    public double maxLogE() {
        return maxLogE;
    }

    /** Significance of a signal, from {@link #maxLogE}. */
    public double sigma() {
        return Anytime.sigma(maxLogE);
    }

    /**
     * The confidence sequence now. Expected counts are linear in signal and rates, so the strengths
     * that are not excluded lie in one piece.
     *
     * @param error probability that it ever leaves out the true signal strength, in (0, 1)
     * @param high end of the range that is searched
     * @return the strengths that are not excluded; none where the data exclude all of the range
     */
    public Optional<Interval> confidence(double error, double high) {
        double level = -StrictMath.log(error);
        Maximiser all = new Maximiser(model, segments());
        double best = StrictMath.min(high, all.smoothed(estimate, 0)[0]);
        if (logE(best) >= level) {
            return Optional.empty();
        }
        double low = best > 0 && logE(0) >= level ? crossing(level, 0, best) : 0;
        return Optional.of(
                new Interval(low, logE(high) >= level ? crossing(level, best, high) : high));
    }

    private double crossing(double level, double low, double high) {
        return new BracketingNthOrderBrentSolver(PRECISION, 5)
                .solve(MOST_EVALUATIONS, tested -> logE(tested) - level, low, high);
    }

    private void keep(Segment segment) {
        while (segments.size() <= segment.beam()) {
            segments.add(new TreeMap<>());
        }
        segments.get(segment.beam()).merge(segment.power(), segment, Segment::plus);
    }

    private List<Segment> segments() {
        List<Segment> all = new ArrayList<>();
        segments.forEach(ofBeam -> all.addAll(ofBeam.values()));
        return all;
    }

    private double logLikelihood(double[] values) {
        return new Maximiser(model, segments()).logLikelihood(values);
    }

    /** Where the likelihood is largest with the signal held; no rate of the estimate is zero. */
    private double[] maximum(double tested) {
        return new Maximiser(model, segments()).held(tested, estimate);
    }

    /** What was believed before any data, as if an anticoincidence window had shown it. */
    private Segment before() {
        double[] counts = new double[model.cells()];
        double[] values = start(model);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = model.steadyLive() * model.steadyAt(i, values);
        }
        return new Segment(0, 0, model.steadyLive(), new double[counts.length], counts);
    }

    private static double[] start(EventModel model) {
        double[] values = new double[model.parameters()];
        values[0] = 1;
        values[1] = 0.5 * (model.lowestNeutrons() + model.highestNeutrons());
        System.arraycopy(model.steadyRates(), 0, values, 2, model.shapes());
        double[] weights = model.tiltWeights();
        System.arraycopy(weights, 0, values, 2 + model.shapes(), weights.length);
        return values;
    }
}
