package cevns.analysis.offline;

import cevns.analysis.statistics.BinnedFit;
import cevns.analysis.statistics.Draws;
import cevns.analysis.statistics.FitResult;
import cevns.analysis.statistics.GoodnessOfFit;
import cevns.analysis.statistics.Parameter;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.Template;
import cevns.analysis.statistics.TemplateSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The likelihood of counts under a signal and backgrounds; the signal is the first contribution.
 */
final class SignalFit {

    private final List<Contribution> contributions;
    private final TemplateSum model;
    private final BinnedFit fit;
    private final FitResult best;

    SignalFit(List<Contribution> contributions, double[] counts) {
        this(contributions, counts, Optional.empty());
    }

    /**
     * @param start where the search begins, one value for each parameter of a fit of the same
     *     contributions; without it, at what is expected
     */
    SignalFit(List<Contribution> contributions, double[] counts, Optional<double[]> start) {
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
        best = start.isPresent() ? fit.best(start.get()) : fit.best();
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

    /** What is fitted. */
    List<Contribution> contributions() {
        return contributions;
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

    /**
     * How often pseudo-experiments about this fit, fitted the same way, have a larger χ²: the test
     * of the saturated Poisson likelihood (S. Baker and R. D. Cousins, NIM 221 (1984) 437), which
     * few counts in a cell keep from being distributed as χ².
     */
    GoodnessOfFit.Result saturated(int toys, Draws draws) {
        PseudoData data = new PseudoData(this);
        int larger = 0;
        for (int toy = 0; toy < toys; toy++) {
            PseudoData.Drawn drawn = data.draw(draws);
            double chi2 = new SignalFit(drawn.contributions(), drawn.counts()).best().chi2();
            larger += chi2 >= best.chi2() ? 1 : 0;
        }
        return new GoodnessOfFit.Result(best.chi2(), 0, (larger + 1.0) / (toys + 1.0));
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
