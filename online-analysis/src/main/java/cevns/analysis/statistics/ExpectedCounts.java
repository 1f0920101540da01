package cevns.analysis.statistics;

/** A model for a {@link BinnedFit}: the counts expected in each cell for given parameters. */
public interface ExpectedCounts {

    /** Number of cells. */
    int cells();

    /** Number of parameters. */
    int parameters();

    /**
     * Computes expectation and derivatives; both arrays are overwritten completely.
     *
     * @param parameters one value for each parameter
     * @param mu receives the expected counts, one for each cell
     * @param slopes receives d mu[cell] / d parameter as {@code [cell][parameter]}
     */
    void evaluate(double[] parameters, double[] mu, double[][] slopes);
}
