package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.List;

/**
 * A function given by points: straight lines between them, constant outside.
 *
 * @param x arguments, rising
 * @param y values
 */
public record Table(List<Double> x, List<Double> y) {

    public Table {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.isEmpty() || x.size() != y.size()) {
            throw new IllegalArgumentException(x.size() + " arguments, " + y.size() + " values");
        }
        for (int i = 1; i < x.size(); i++) {
            if (!(x.get(i) > x.get(i - 1))) {
                throw new IllegalArgumentException("arguments do not rise at " + x.get(i));
            }
        }
    }

    /** The value at an argument. */
    public double at(double argument) {
        int last = x.size() - 1;
        if (argument <= x.get(0)) {
            return y.get(0);
        }
        if (argument >= x.get(last)) {
            return y.get(last);
        }
        int above = 1;
        while (x.get(above) < argument) {
            above++;
        }
        double part = (argument - x.get(above - 1)) / (x.get(above) - x.get(above - 1));
        return y.get(above - 1) + part * (y.get(above) - y.get(above - 1));
    }

    /** Reads two lists of equal length. */
    static Table read(ConfigTree tree, String arguments, String values) {
        List<Double> x = tree.numbers(arguments);
        List<Double> y = tree.numbers(values);
        try {
            return new Table(x, y);
        } catch (IllegalArgumentException e) {
            tree.problem(values, e.getMessage());
            return new Table(List.of(0.0), List.of(0.0));
        }
    }
}
