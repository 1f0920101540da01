package cevns.analysis.offline;

import cevns.analysis.statistics.BinnedFit;
import cevns.analysis.statistics.FitResult;
import cevns.analysis.statistics.Parameter;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.Template;
import cevns.analysis.statistics.TemplateSum;
import java.util.ArrayList;
import java.util.List;

/**
 * The likelihood of counts under a signal and backgrounds; the signal is the first contribution.
 */
final class SignalFit {

    private final List<Contribution> contributions;
    private final TemplateSum model;
    private final BinnedFit fit;
    private final FitResult best;

    SignalFit(List<Contribution> contributions, double[] counts) {
        this.contributions = List.copyOf(contributions);
        List<Parameter> parameters = new ArrayList<>();
        contributions.forEach(c -> parameters.add(c.parameter()));
        for (Contribution contribution : contributions) {
            for (Template.Variation effect : contribution.template().variations()) {
                parameters.add(Parameter.nuisance(contribution.name() + "." + effect.name()));
            }
        }
        model = new TemplateSum(contributions.stream().map(Contribution::template).toList());
        fit = new BinnedFit(model, parameters, counts);
        best = fit.best();
    }

    /** The counts that are expected before any fit, of all contributions together. */
    static double[] expected(List<Contribution> contributions) {
        double[] sum = new double[contributions.get(0).template().shape().length];
        for (Contribution contribution : contributions) {
            double[] shape = contribution.template().shape();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += contribution.counts() * shape[i];
            }
        }
        return sum;
    }

    /** The minimum. */
    FitResult best() {
        return best;
    }

    /** Cells less the numbers of counts that are fitted. */
    int degreesOfFreedom() {
        return model.cells() - contributions.size();
    }

    /** How far the absence of the signal is rejected, √(χ²(0) − χ²), 0 where it fits best. */
    double significance() {
        double rise = fit.bestWith(0, 0, best.values()).chi2() - best.chi2();
        return StrictMath.sqrt(StrictMath.max(0, rise));
    }

    /** Expected counts of all cells at the minimum. */
    double[] bestCounts() {
        double[] mu = new double[model.cells()];
        model.evaluate(best.values(), mu, new double[mu.length][model.parameters()]);
        return mu;
    }

    /** Profile of the counts of one contribution. */
    ProfileScan profile(String name, double high, int steps) {
        int index = fit.index(name);
        double[] start = best.values();
        return ProfileScan.of(
                value -> fit.bestWith(index, value, start).chi2(),
                0,
                high,
                steps,
                best.value(name));
    }
}
