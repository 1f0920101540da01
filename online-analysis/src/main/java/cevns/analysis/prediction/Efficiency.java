package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;

/** Part of the events that the selection keeps, by their size (prediction.md §6). */
public sealed interface Efficiency {

    /**
     * The efficiency in [0, 1] or, of fits, slightly above.
     *
     * @param size size of the event in the unit of the spectrum [PE or keVee]
     */
    double at(double size);

    /** True when {@code size} is the energy before the resolution, not the measured one. */
    default boolean ofTrueEnergy() {
        return false;
    }

    /** The same for all events above a threshold. */
    record Flat(double value, double threshold) implements Efficiency {
        @Override
        public double at(double size) {
            return size < threshold ? 0 : value;
        }
    }

    /**
     * CsI 2017 (arXiv:1804.09459): a/(1 + exp(−k(x − x₀))), halved below one size and 0 below
     * another.
     */
    record SteppedLogistic(
            double plateau, double slope, double middle, double zeroBelow, double halfBelow)
            implements Efficiency {
        @Override
        public double at(double size) {
            if (size < zeroBelow) {
                return 0;
            }
            double value = plateau / (1 + StrictMath.exp(-slope * (size - middle)));
            return size < halfBelow ? value / 2 : value;
        }
    }

    /** CsI 2021 (arXiv:2110.07730): a/(1 + exp(−b(x − c))) + d, cut at 0 where d takes it below. */
    record ShiftedLogistic(double height, double slope, double middle, double shift)
            implements Efficiency {
        @Override
        public double at(double size) {
            return Math.max(0, height / (1 + StrictMath.exp(-slope * (size - middle))) + shift);
        }
    }

    /** Points with straight lines between them. */
    record Tabulated(Table table, boolean ofTrueEnergy) implements Efficiency {
        @Override
        public double at(double size) {
            return table.at(size);
        }
    }

    /** Reads {@code { model = …, … }}. */
    static Efficiency read(ConfigTree tree) {
        String model = tree.string("model");
        return switch (model) {
            case "flat" ->
                    new Flat(tree.number("value", 0, 1), tree.number("threshold", 0, 1e9, 0));
            case "stepped-logistic" ->
                    new SteppedLogistic(
                            tree.number("plateau", 0, 2),
                            tree.number("slope", 0, 1e3),
                            tree.number("middle", 0, 1e9),
                            tree.number("zero_below", 0, 1e9),
                            tree.number("half_below", 0, 1e9));
            case "shifted-logistic" ->
                    new ShiftedLogistic(
                            tree.number("height", 0, 3),
                            tree.number("slope", 0, 1e3),
                            tree.number("middle", 0, 1e9),
                            tree.number("shift", -2, 2));
            case "table" ->
                    new Tabulated(
                            Table.read(tree, "energy_kevee", "values"),
                            tree.flag("of_true_energy", false));
            default -> {
                tree.problem(
                        "model",
                        "unknown efficiency model '"
                                + model
                                + "'; known: flat, stepped-logistic, shifted-logistic, table");
                yield new Flat(1, 0);
            }
        };
    }
}
