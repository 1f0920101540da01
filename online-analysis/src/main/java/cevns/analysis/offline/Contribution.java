package cevns.analysis.offline;

import cevns.analysis.statistics.Parameter;
import cevns.analysis.statistics.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What adds to the counts, with its shape read.
 *
 * @param template shape and its systematic variations
 * @param counts expected in all cells
 * @param sigma what its number of counts is known to; +infinity where only the data say
 */
public record Contribution(Template template, double counts, double sigma) {

    public Contribution {
        if (!(counts >= 0 && sigma > 0)) {
            throw new IllegalArgumentException(
                    template.name() + ": " + counts + " counts known to " + sigma);
        }
    }

    /**
     * A signal whose number of counts only the data say.
     *
     * @param shapes counts of each cell: undisturbed, then up and down for each variation
     * @param variations names of the systematic effects
     */
    static Contribution free(String name, double[][] shapes, List<String> variations) {
        return of(name, shapes, variations, Double.POSITIVE_INFINITY);
    }

    /** A signal whose number of counts is known, {@code relativeSigma} above 0. */
    static Contribution known(
            String name, double[][] shapes, List<String> variations, double relativeSigma) {
        return of(name, shapes, variations, relativeSigma);
    }

    private static Contribution of(
            String name, double[][] shapes, List<String> variations, double relativeSigma) {
        List<Template.Variation> effects = new ArrayList<>();
        for (int k = 0; k < variations.size(); k++) {
            effects.add(
                    new Template.Variation(
                            variations.get(k), shapes[1 + 2 * k], shapes[2 + 2 * k]));
        }
        double counts = Arrays.stream(shapes[0]).sum();
        Template template = new Template(name, shapes[0], effects);
        return new Contribution(template, counts, relativeSigma * counts);
    }

    /** Name of the contribution. */
    public String name() {
        return template.name();
    }

    /** Its number of counts as a parameter of the fit. */
    Parameter parameter() {
        return sigma == Double.POSITIVE_INFINITY
                ? Parameter.free(name(), counts)
                : Parameter.pulled(name(), counts, sigma);
    }

    /** The same without systematic variations. */
    Contribution rigid() {
        return new Contribution(Template.of(name(), template.shape()), counts, sigma);
    }

    /** The same with another number of counts, known as well as this one; 0 for one below. */
    Contribution centred(double other) {
        return new Contribution(template, StrictMath.max(0, other), sigma);
    }

    /** The same, seen along one axis only. */
    Contribution along(Cells cells, int axis) {
        double[] shares = cells.projection(template.shape(), axis);
        return new Contribution(Template.of(name(), shares), counts, sigma);
    }
}
