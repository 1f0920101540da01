package cevns.analysis.statistics;

import java.util.List;

/**
 * One contribution to all cells: its shape, normalised to 1, and how the shape changes with
 * systematic effects.
 *
 * @param name of the contribution
 * @param shape share of each cell, sum 1
 * @param variations effects on the shape; each becomes a nuisance parameter
 */
public record Template(String name, double[] shape, List<Variation> variations) {

    /**
     * A systematic effect, as the shapes one standard deviation up and down.
     *
     * @param name of the effect
     * @param up shape at +1, sum 1
     * @param down shape at −1, sum 1; a mirror image of {@code up} where the release has one only
     */
    public record Variation(String name, double[] up, double[] down) {}

    public Template {
        shape = normalised(name, shape);
        variations =
                variations.stream()
                        .map(
                                v ->
                                        new Variation(
                                                v.name(),
                                                normalised(v.name(), v.up()),
                                                normalised(v.name(), v.down())))
                        .toList();
    }

    /** A shape that nothing changes. */
    public static Template of(String name, double[] shape) {
        return new Template(name, shape, List.of());
    }

    /**
     * An effect of which one side is known; the other is taken as far on the other side.
     *
     * @param name of the effect
     * @param shape the undisturbed shape
     * @param up the shape at one standard deviation
     */
    public static Variation oneSided(String name, double[] shape, double[] up) {
        double[] from = normalised(name, shape);
        double[] to = normalised(name, up);
        double[] mirror = new double[from.length];
        for (int i = 0; i < mirror.length; i++) {
            mirror[i] = 2 * from[i] - to[i];
        }
        return new Variation(name, up, mirror);
    }

    private static double[] normalised(String name, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException(name + ": its cells add up to " + sum);
        }
        double[] shares = new double[values.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = values[i] / sum;
        }
        return shares;
    }
}
