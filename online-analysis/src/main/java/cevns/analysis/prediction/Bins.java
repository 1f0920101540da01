package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Arrays;
import java.util.List;

/**
 * Edges of bins; bin {@code i} is {@code [edge(i), edge(i + 1))}.
 *
 * @param edges rising, two or more
 */
public record Bins(List<Double> edges) {

    private static final int MOST = 10_000;

    public Bins {
        edges = List.copyOf(edges);
        if (edges.size() < 2) {
            throw new IllegalArgumentException("edges " + edges + ": two or more expected");
        }
        for (int i = 1; i < edges.size(); i++) {
            if (!(edges.get(i) > edges.get(i - 1))) {
                throw new IllegalArgumentException("edges do not rise at " + edges.get(i));
            }
        }
    }

    /** Bins of equal width. */
    public static Bins equal(int bins, double low, double high) {
        Double[] edges = new Double[bins + 1];
        Arrays.setAll(edges, i -> i == bins ? high : low + (high - low) * i / bins);
        return new Bins(List.of(edges));
    }

    /** Number of bins. */
    public int size() {
        return edges.size() - 1;
    }

    public double edge(int i) {
        return edges.get(i);
    }

    public double low() {
        return edges.get(0);
    }

    public double high() {
        return edges.get(edges.size() - 1);
    }

    /** The bin that holds a value, or −1. */
    public int of(double value) {
        if (!(value >= low() && value < high())) {
            return -1;
        }
        int bin = 0;
        while (value >= edges.get(bin + 1)) {
            bin++;
        }
        return bin;
    }

    /** Reads {@code edges = […]}, or {@code low}, {@code high} and {@code bins}. */
    static Bins read(ConfigTree tree) {
        try {
            if (tree.has("edges")) {
                return new Bins(tree.numbers("edges"));
            }
            int bins = tree.count("bins", 1, MOST);
            return equal(bins, tree.number("low", -1e9, 1e9), tree.number("high", -1e9, 1e9));
        } catch (IllegalArgumentException e) {
            tree.problem(tree.has("edges") ? "edges" : "high", e.getMessage());
            return equal(1, 0, 1);
        }
    }
}
