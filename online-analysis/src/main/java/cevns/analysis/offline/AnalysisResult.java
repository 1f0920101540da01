package cevns.analysis.offline;

import cevns.analysis.statistics.GoodnessOfFit;
import cevns.analysis.statistics.Interval;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.ToyIntervals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an analysis found.
 *
 * @param name of the analysis
 * @param coincidence counts in the cells
 * @param anticoincidence counts in the cells; empty where that window was not released
 * @param residual counts above steady-state background
 * @param residualSigma its standard deviation
 * @param liMaSigma Li and Ma's significance of it; empty without an anticoincidence window
 * @param beamOffResidual C − AC without beam; empty where not released
 * @param singleBin all cells taken as one; empty where the configuration has none
 * @param fit the likelihood in all cells
 * @param projections the same seen along one axis only, by name of the axis
 * @param parameters what was fitted, by name
 * @param fitted of the parameters that all cells as one measured first, the fit of all cells
 */
public record AnalysisResult(
        String name,
        double coincidence,
        OptionalDouble anticoincidence,
        double residual,
        double residualSigma,
        OptionalDouble liMaSigma,
        OptionalDouble beamOffResidual,
        Optional<OneBin> singleBin,
        Fit fit,
        Map<String, Projection> projections,
        Map<String, Profile> parameters,
        Map<String, Profile> fitted) {

    /** What a parameter is measured with. */
    public enum Method {
        /** The likelihood in all cells: number, energy and time. */
        FIT,
        /** All cells taken as one: the number only. */
        SINGLE_BIN
    }

    /**
     * One residual against the prediction.
     *
     * @param signal residual less beam-related background
     * @param sigma from counting
     * @param background beam-related background taken away
     * @param predicted signal expected
     * @param predictedSigma its standard deviation
     * @param chi2 of the prediction, nuisances minimised
     * @param nullSigma how far the absence of a signal is rejected
     */
    public record OneBin(
            double signal,
            double sigma,
            double background,
            double predicted,
            double predictedSigma,
            double chi2,
            double nullSigma) {}

    /**
     * The likelihood fit.
     *
     * @param signal best number of signal counts
     * @param interval where χ² is at most 1 above its minimum
     * @param predicted signal counts expected
     * @param backgrounds best numbers of counts, by name
     * @param significance √Δχ² of no signal, without the systematic templates
     * @param significanceTotal the same with them; empty where the release has none
     * @param signalTotal best number of signal counts with them
     * @param expectedSignificance of expected data, by the same method as {@code significance}
     * @param chi2 saturated Poisson χ² with pulls
     * @param ndf cells less fitted numbers of counts
     * @param pearson Pearson's test of cells joined to 5 expected counts
     * @param saturated test of {@code chi2} by pseudo-experiments; empty where none were drawn
     */
    public record Fit(
            double signal,
            Interval interval,
            double predicted,
            Map<String, Double> backgrounds,
            double significance,
            OptionalDouble significanceTotal,
            OptionalDouble signalTotal,
            double expectedSignificance,
            double chi2,
            int ndf,
            GoodnessOfFit.Result pearson,
            Optional<GoodnessOfFit.Result> saturated) {}

    /**
     * The fit along one axis.
     *
     * @param signal best number of signal counts
     * @param interval where χ² is at most 1 above its minimum
     * @param significance √Δχ² of no signal
     * @param kolmogorov test of the full fit's shape along the axis
     */
    public record Projection(
            double signal,
            Interval interval,
            double significance,
            GoodnessOfFit.Result kolmogorov) {}

    /**
     * One parameter.
     *
     * @param method what it is measured with
     * @param best value of the least χ²
     * @param intervals68 all stretches of Δχ² 1 and less, rising
     * @param intervals90 all of Δχ² 2.71
     * @param at values of the profile
     * @param chi2 profile at them, above its minimum
     * @param toys intervals by pseudo-experiments; empty where none were drawn
     */
    public record Profile(
            Method method,
            double best,
            List<Interval> intervals68,
            List<Interval> intervals90,
            double[] at,
            double[] chi2,
            Optional<ToyIntervals> toys) {

        static Profile of(Method method, ProfileScan scan, Optional<ToyIntervals> toys) {
            return new Profile(
                    method,
                    scan.best(),
                    scan.intervals(ProfileScan.ONE_SIGMA),
                    scan.intervals(ProfileScan.NINETY),
                    scan.at(),
                    Arrays.stream(scan.chi2()).map(chi2 -> chi2 - scan.least()).toArray(),
                    toys);
        }

        /** The stretch of Δχ² 1 and less that holds the best value. */
        public Interval interval68() {
            return intervals68.stream().filter(i -> i.contains(best)).findFirst().orElseThrow();
        }
    }
}
