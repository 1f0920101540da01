package cevns.analysis.offline;

import cevns.analysis.statistics.Parameter;
import cevns.analysis.statistics.Template;

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

    /** The same, seen along one axis only. */
    Contribution along(Cells cells, int axis) {
        double[] shares = cells.projection(template.shape(), axis);
        return new Contribution(Template.of(name(), shares), counts, sigma);
    }
}
