package cevns.analysis.statistics;

/** Significance of an on-off measurement, T.-P. Li and Y.-Q. Ma, ApJ 272 (1983) 317. */
public final class LiMa {

    private LiMa() {}

    /**
     * Equation (17), with the sign of the excess. Not to be quoted for the moment at which a
     * watched experiment first passed it: see {@link cevns.analysis.statistics.anytime}.
     *
     * @param nOn counts in the coincidence window, 0 or more; not whole for expected counts
     * @param nOff counts in the anticoincidence window, 0 or more
     * @param alpha live time of the first over that of the second, above 0
     * @return standard deviations, negative for a deficit; 0 without any counts. With {@code nOn} 0
     *     or {@code nOff} 0 the term in question is 0, its limit
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static double significance(double nOn, double nOff, double alpha) {
        if (!(nOn >= 0 && nOff >= 0 && alpha > 0)) {
            throw new IllegalArgumentException(
                    "nOn " + nOn + ", nOff " + nOff + ", alpha " + alpha);
        }
        double all = nOn + nOff;
        double on = term(nOn, (1 + alpha) / alpha * nOn / all);
        double off = term(nOff, (1 + alpha) * nOff / all);
        double s = StrictMath.sqrt(2 * StrictMath.max(0, on + off));
        return nOn < alpha * nOff ? -s : s;
    }

    /**
     * What {@link #significance} is expected to give: the same equation at the expected counts,
     * because the background is measured, not known.
     *
     * @param signal expected signal counts in the coincidence window
     * @param background expected background counts in it
     * @param alpha live time of the coincidence window over that of the anticoincidence window
     */
    public static double expected(double signal, double background, double alpha) {
        return significance(signal + background, background / alpha, alpha);
    }

    private static double term(double n, double ratio) {
        return n == 0 ? 0 : n * StrictMath.log(ratio);
    }
}
