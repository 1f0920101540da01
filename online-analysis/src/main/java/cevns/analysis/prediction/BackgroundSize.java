package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.List;

/** How large the pulses of a beam-related background are, before the selection. */
public sealed interface BackgroundSize {

    /** Part of all pulses that is selected and lies in each bin. */
    double[] selected(Bins bins, Efficiency efficiency);

    /** Share of pulses of 0, 1, 2… photoelectrons, for an emulator. */
    double[] photoelectrons(int most);

    /**
     * Light that falls exponentially, in photoelectrons with their Poisson statistics: geometric
     * with m / (1 + m).
     *
     * @param mean mean light [PE], above 0
     * @param charge what charge photoelectrons are seen with
     */
    record Photoelectrons(double mean, Smearing.Poisson charge) implements BackgroundSize {

        @Override
        public double[] selected(Bins bins, Efficiency efficiency) {
            double[] parts = new double[bins.size()];
            for (int n = charge.fewest(bins); n <= charge.most(bins); n++) {
                charge.add(n, share(n), bins, efficiency, parts);
            }
            return parts;
        }

        @Override
        public double[] photoelectrons(int most) {
            double[] shares = new double[most];
            for (int n = 0; n < most; n++) {
                shares[n] = share(n);
            }
            return shares;
        }

        private double share(int n) {
            return StrictMath.pow(mean / (1 + mean), n) / (1 + mean);
        }
    }

    /**
     * Energy that falls exponentially.
     *
     * @param mean mean energy [keVee], above 0
     */
    record Energy(double mean) implements BackgroundSize {

        private static final int STEPS = 100;

        @Override
        public double[] selected(Bins bins, Efficiency efficiency) {
            double[] parts = new double[bins.size()];
            for (int bin = 0; bin < parts.length; bin++) {
                double low = Math.max(0, bins.edge(bin));
                double step = (bins.edge(bin + 1) - low) / STEPS;
                for (int i = 0; step > 0 && i < STEPS; i++) {
                    double start = low + i * step;
                    double share =
                            StrictMath.exp(-start / mean) - StrictMath.exp(-(start + step) / mean);
                    parts[bin] += share * efficiency.at(start + step / 2);
                }
            }
            return parts;
        }

        @Override
        public double[] photoelectrons(int most) {
            return new double[most];
        }
    }

    /**
     * As a table has them. The selection is taken at the middle of each of its bins.
     *
     * @param edges of the bins of the table
     * @param shares of all pulses, sum 1
     * @param afterSelection true where the table has selected pulses only
     */
    record Tabulated(Bins edges, List<Double> shares, boolean afterSelection)
            implements BackgroundSize {

        public Tabulated {
            shares = List.copyOf(shares);
        }

        @Override
        public double[] selected(Bins bins, Efficiency efficiency) {
            double[] parts = new double[bins.size()];
            for (int i = 0; i < shares.size(); i++) {
                double low = edges.edge(i);
                double high = edges.edge(i + 1);
                double kept = afterSelection ? 1 : efficiency.at((low + high) / 2);
                for (int bin = 0; bin < parts.length; bin++) {
                    double common =
                            Math.min(high, bins.edge(bin + 1)) - Math.max(low, bins.edge(bin));
                    if (common > 0) {
                        parts[bin] += kept * shares.get(i) * common / (high - low);
                    }
                }
            }
            return parts;
        }

        @Override
        public double[] photoelectrons(int most) {
            return selected(Bins.equal(most, 0, most), new Efficiency.Flat(1, 0));
        }
    }

    /** Reads {@code { model = …, … }}. */
    static BackgroundSize read(ConfigTree tree, ResponseConfig response) {
        String model = tree.string("model");
        boolean light = response.unit() == ResponseConfig.Unit.PE;
        switch (model) {
            case "exponential":
                return light
                        ? new Photoelectrons(
                                tree.number("mean_pe", 1e-3, 1e6), charge(response.smearing()))
                        : new Energy(tree.number("mean_kevee", 1e-6, 1e6));
            case "table":
                return table(tree, light ? "edges_pe" : "edges_kevee");
            default:
                tree.problem(
                        "model", "unknown size model '" + model + "'; known: exponential, table");
                return new Energy(1);
        }
    }

    private static Smearing.Poisson charge(Smearing smearing) {
        return smearing instanceof Smearing.Poisson poisson ? poisson : new Smearing.Poisson(0, 0);
    }

    private static BackgroundSize table(ConfigTree tree, String edgesKey) {
        List<Double> values = tree.numbers("values");
        double sum = values.stream().mapToDouble(v -> v).sum();
        boolean positive = sum > 0 && values.stream().allMatch(v -> v >= 0);
        if (!positive) {
            tree.problem("values", "numbers of 0 or more, not all 0, are expected");
        }
        boolean afterSelection = tree.flag("after_selection", false);
        try {
            Bins edges = new Bins(tree.numbers(edgesKey));
            if (edges.size() == values.size() && positive) {
                return new Tabulated(
                        edges, values.stream().map(v -> v / sum).toList(), afterSelection);
            }
            tree.problem(
                    "values", values.size() + " numbers for " + edges.size() + " bins of size");
        } catch (IllegalArgumentException e) {
            tree.problem(edgesKey, e.getMessage());
        }
        return new Energy(1);
    }
}
