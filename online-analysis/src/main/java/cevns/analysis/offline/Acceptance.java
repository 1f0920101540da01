package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;

/** Share of events of a given charge that the selection keeps. */
@FunctionalInterface
interface Acceptance {

    /**
     * The share.
     *
     * @param chargePe charge [PE]
     */
    double at(double chargePe);

    /**
     * A logistic rise above a threshold, as CsI 2017 released it: {@code plateau / (1 + exp(−slope
     * (x − half)))}, half of it in {@code [from, full)} and nothing below.
     */
    static Acceptance read(ConfigTree tree) {
        double plateau = tree.number("plateau", 0, 1);
        double slope = tree.number("slope_per_pe", 0, 100);
        double half = tree.number("half_pe", 0, 1e4);
        double from = tree.number("from_pe", 0, 1e4);
        double full = tree.number("full_pe", from, 1e4);
        return x -> {
            double step = x < from ? 0 : x < full ? 0.5 : 1;
            return step * plateau / (1 + StrictMath.exp(-slope * (x - half)));
        };
    }
}
