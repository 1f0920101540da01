package cevns.analysis.statistics;

/**
 * Numbers drawn for pseudo-experiments, from a seeded generator that the caller brings: the
 * analysis itself rolls no dice.
 */
public interface Draws {

    /**
     * A Poisson number.
     *
     * @param mean 0 or more
     */
    double poisson(double mean);

    /** A number of the standard normal distribution. */
    double normal();
}
