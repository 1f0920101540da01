package cevns.analysis.monitor;

import cevns.analysis.statistics.Interval;
import cevns.analysis.statistics.JointFit;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.SteadyTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signal events in the coincidence window by {@link JointFit}: the predicted shape with a free
 * norm, neutrons of the beam within their uncertainty, steady-state background as AC shows it, with
 * a first bin of time of its own: a region begins while pulses are under way. Counts in hand are
 * not fitted again until something changes.
 */
final class SignalFit {

    /** The fit without a single event in the coincidence window. */
    static final Result NOTHING =
            new Result(
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Collections.emptyMap());

    private final PredictedCells cells;
    private List<double[]> inputs = List.of();
    private Result result = NOTHING;

    /**
     * Where the fit ended.
     *
     * @param events signal events
     * @param low lower end of their 68 % interval
     * @param high its upper end
     * @param sigma √Δχ² from no signal to the best
     * @param expectedSigma the same fit at the expected counts
     * @param steady steady-state events in C
     * @param neutrons beam-related backgrounds by name
     */
    record Result(
            double events,
            double low,
            double high,
            double sigma,
            double expectedSigma,
            double steady,
            Map<String, Double> neutrons) {}

    SignalFit(PredictedCells cells) {
        this.cells = cells;
    }

    /**
     * Fits, if anything is new.
     *
     * @param alpha live time of C over that of AC
     * @param signal expected events of each cell
     * @param backgrounds the same of each background, in the order of the cells' list
     */
    Result of(
            long[] coincidence,
            long[] anticoincidence,
            double alpha,
            double[] signal,
            List<double[]> backgrounds) {
        double[] on = Arrays.stream(coincidence).asDoubleStream().toArray();
        double[] off = Arrays.stream(anticoincidence).asDoubleStream().toArray();
        List<double[]> now = new ArrayList<>(backgrounds);
        Collections.addAll(now, on, off, new double[] {alpha}, signal);
        if (!isSame(now)) {
            inputs = now;
            result =
                    Arrays.stream(on).sum() == 0
                            ? NOTHING
                            : fit(on, off, alpha, signal, backgrounds);
        }
        return result;
    }

    private boolean isSame(List<double[]> now) {
        boolean same = now.size() == inputs.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = Arrays.equals(now.get(i), inputs.get(i));
        }
        return same;
    }

    private Result fit(
            double[] on, double[] off, double alpha, double[] signal, List<double[]> backgrounds) {
        double expected = Arrays.stream(signal).sum();
        double[] shape = expected > 0 ? signal : cells.perProton();
        if (!(Arrays.stream(shape).sum() > 0)) {
            return NOTHING; // none of it is seen in these bins
        }
        List<JointFit.Pull> pulls = new ArrayList<>();
        for (int k = 0; k < backgrounds.size(); k++) {
            double sigma = cells.backgrounds().get(k).uncertainty();
            pulls.add(new JointFit.Pull(backgrounds.get(k), StrictMath.max(1e-6, sigma)));
        }
        JointFit fit =
                new JointFit(
                        on,
                        off,
                        alpha,
                        cells.timeEdges(),
                        shape,
                        pulls,
                        SteadyTime.EXPONENTIAL_AFTER_FIRST_BIN);
        Interval interval = fit.interval(ProfileScan.ONE_SIGMA);
        Map<String, Double> neutrons = new TreeMap<>();
        for (int k = 0; k < pulls.size(); k++) {
            neutrons.put(cells.backgrounds().get(k).name(), fit.background(k));
        }
        return new Result(
                fit.signal(),
                interval.low(),
                interval.high(),
                fit.significance(),
                fit.expectedSignificance(expected),
                fit.steady(),
                neutrons);
    }
}
