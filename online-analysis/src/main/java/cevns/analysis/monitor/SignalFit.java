package cevns.analysis.monitor;

import cevns.analysis.statistics.BinnedFit;
import cevns.analysis.statistics.FitResult;
import cevns.analysis.statistics.Interval;
import cevns.analysis.statistics.Parameter;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.Template;
import cevns.analysis.statistics.TemplateSum;
import java.util.Arrays;
import java.util.List;

/**
 * Signal events in the coincidence window from the likelihood of its cells (statistics.md §3): the
 * predicted shape with a free norm over steady-state background. The background has the shape of
 * the anticoincidence counts, size and time taken as independent, and their number within its
 * counting error. Half a count is added to each bin of both, so that a bin where nothing has been
 * seen yet is unlikely, not impossible.
 */
final class SignalFit {

    /** The fit without a single event in the coincidence window. */
    static final Result NOTHING = new Result(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final double HALF = 0.5;
    private static final int STEPS = 16;

    private final PredictedCells predicted;

    /**
     * Where the fit ended.
     *
     * @param events signal events
     * @param low lower end of their 68 % interval
     * @param high its upper end
     * @param sigma √Δχ² from no signal to the best
     */
    record Result(double events, double low, double high, double sigma) {}

    SignalFit(PredictedCells predicted) {
        this.predicted = predicted;
    }

    Result of(long[] coincidence, long[] anticoincidence, double alpha) {
        double[] counts = Arrays.stream(coincidence).asDoubleStream().toArray();
        double on = Arrays.stream(counts).sum();
        double off = Arrays.stream(anticoincidence).sum();
        if (on == 0) {
            return NOTHING;
        }
        TemplateSum model =
                new TemplateSum(
                        List.of(
                                Template.of("signal", predicted.perProton()),
                                Template.of("steady", steady(anticoincidence))));
        double error = alpha * StrictMath.max(1, StrictMath.sqrt(off));
        Parameter signal = Parameter.free("signal", StrictMath.max(HALF, on - alpha * off));
        Parameter steady = Parameter.pulled("steady", alpha * off, error);
        BinnedFit fit = new BinnedFit(model, List.of(signal, steady), counts);
        FitResult best = fit.best();
        double[] start = best.values();
        ProfileScan scan =
                ProfileScan.of(
                        events -> fit.bestWith(0, events, start).chi2(),
                        0,
                        on + 5 * StrictMath.sqrt(on) + 5,
                        STEPS,
                        start[0]);
        Interval interval = scan.interval(ProfileScan.ONE_SIGMA);
        double sigma = StrictMath.sqrt(StrictMath.max(0, scan.chi2()[0] - scan.least()));
        return new Result(scan.best(), interval.low(), interval.high(), sigma);
    }

    private double[] steady(long[] anticoincidence) {
        double[] counts = Arrays.stream(anticoincidence).asDoubleStream().toArray();
        double[] sizes = predicted.bySize(counts);
        double[] times = predicted.byTime(counts);
        double[] shape = new double[counts.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (sizes[i / times.length] + HALF) * (times[i % times.length] + HALF);
        }
        return shape;
    }
}
