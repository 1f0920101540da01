package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import org.hipparchus.special.Erf;

/**
 * Shape of the light of nuclear recoils in liquid argon: the part of the charge in the first 90 ns
 * is spread normally about a mean; both change with energy. Of events that the selection keeps, so
 * that all of them lie in the bins.
 *
 * @param bins of F90
 * @param mean of F90, by energy [keVee]
 * @param sigma its standard deviation before the bins cut it off, by energy [keVee]
 */
public record F90Response(Bins bins, Table mean, Table sigma) {

    /** Shares of the bins at an energy [keVee]; they add up to 1. */
    public double[] shares(double kevee) {
        double[] shares = new double[bins.size()];
        double scale = 1 / (sigma.at(kevee) * Math.sqrt(2));
        double middle = mean.at(kevee);
        double first = Erf.erf((bins.low() - middle) * scale);
        double all = Erf.erf((bins.high() - middle) * scale) - first;
        double below = first;
        for (int i = 0; i < shares.length; i++) {
            double above = Erf.erf((bins.edge(i + 1) - middle) * scale);
            shares[i] = (above - below) / all;
            below = above;
        }
        return shares;
    }

    static F90Response read(ConfigTree tree) {
        Bins bins = Bins.read(tree);
        Table mean = Table.read(tree, "energy_kevee", "mean");
        Table sigma = Table.read(tree, "energy_kevee", "sigma");
        if (sigma.y().stream().anyMatch(s -> !(s >= 1e-3))) {
            tree.problem("sigma", "below 0.001: " + sigma.y());
        }
        if (mean.y().stream().anyMatch(m -> !(m >= bins.low() && m <= bins.high()))) {
            tree.problem("mean", mean.y() + " is not within the bins");
        }
        return new F90Response(bins, mean, sigma);
    }
}
