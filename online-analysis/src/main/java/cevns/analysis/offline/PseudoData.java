package cevns.analysis.offline;

import cevns.analysis.statistics.Draws;
import java.util.ArrayList;
import java.util.List;

/** Pseudo-experiments of a fit: what it found is true, and is measured anew. */
final class PseudoData {

    private final SignalFit truth;
    private final double[] mu;

    /**
     * One of them.
     *
     * @param contributions with the numbers that their pulls know drawn, too
     * @param counts of each cell
     */
    record Drawn(List<Contribution> contributions, double[] counts) {}

    /**
     * @param truth a fit without systematic variations of shapes
     */
    PseudoData(SignalFit truth) {
        this.truth = truth;
        mu = truth.bestCounts();
    }

    Drawn draw(Draws draws) {
        double[] counts = new double[mu.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = draws.poisson(mu[i]);
        }
        List<Contribution> contributions = new ArrayList<>();
        for (Contribution each : truth.contributions()) {
            double best = truth.best().value(each.name());
            contributions.add(
                    each.sigma() == Double.POSITIVE_INFINITY
                            ? each
                            : each.centred(best + draws.normal() * each.sigma()));
        }
        return new Drawn(contributions, counts);
    }
}
