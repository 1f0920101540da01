package cevns.analysis.statistics;

/**
 * One parameter of a fit.
 *
 * @param name for results
 * @param start where the search begins, within the bounds
 * @param low smallest value allowed, or −infinity
 * @param high largest value allowed, or +infinity
 * @param centre of the Gaussian pull
 * @param sigma of the Gaussian pull; +infinity for a parameter without one
 */
public record Parameter(
        String name, double start, double low, double high, double centre, double sigma) {

    public Parameter {
        if (!(low <= start && start <= high) || !(sigma > 0)) {
            throw new IllegalArgumentException(
                    name + ": start " + start + " in [" + low + ", " + high + "], sigma " + sigma);
        }
    }

    /** A number of counts, 0 or more, without a pull. */
    public static Parameter free(String name, double start) {
        return new Parameter(name, start, 0, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
    }

    /** A number of counts, 0 or more, known to {@code sigma}. */
    public static Parameter pulled(String name, double centre, double sigma) {
        return new Parameter(name, centre, 0, Double.POSITIVE_INFINITY, centre, sigma);
    }

    /** A nuisance in units of its own standard deviation, within five of them. */
    public static Parameter nuisance(String name) {
        return new Parameter(name, 0, -5, 5, 0, 1);
    }

    /** True when a Gaussian pull holds it. */
    public boolean hasPull() {
        return sigma < Double.POSITIVE_INFINITY;
    }

    /** Distance from the centre in standard deviations; 0 without a pull. */
    public double pull(double value) {
        return hasPull() ? (value - centre) / sigma : 0;
    }
}
