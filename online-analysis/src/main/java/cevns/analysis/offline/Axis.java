package cevns.analysis.offline;

import java.util.Arrays;

/**
 * One axis of the cells.
 *
 * @param name as results call it
 * @param unit of the edges
 * @param edges rising, one more than there are bins; bin {@code i} is {@code [edges[i], edges[i +
 *     1])}
 */
public record Axis(String name, String unit, double[] edges) {

    public Axis {
        edges = edges.clone();
        if (edges.length < 2) {
            throw new IllegalArgumentException(name + ": " + edges.length + " edges");
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException(
                        name + ": edge " + edges[i] + " does not rise above " + edges[i - 1]);
            }
        }
    }

    /** Number of bins. */
    public int bins() {
        return edges.length - 1;
    }

    /** Middle of bin {@code i}. */
    public double centre(int i) {
        return 0.5 * (edges[i] + edges[i + 1]);
    }

    /** The bin that holds a value, or −1 where none does. */
    public int bin(double value) {
        int at = Arrays.binarySearch(edges, value);
        int bin = at >= 0 ? at : -at - 2;
        return bin < bins() ? bin : -1;
    }
}
