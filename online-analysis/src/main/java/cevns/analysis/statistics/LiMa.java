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

    /**
     * How far {@link #significance} scatters about {@link #expected} by counting alone, to first
     * order: with S the significance, S ∂S/∂nOn = ln[(1 + α)/α · nOn/(nOn + nOff)] and S ∂S/∂nOff =
     * ln[(1 + α) nOff/(nOn + nOff)], whose Poisson variances are nOn and nOff.
     *
     * @return one standard deviation: close to 1 for a small signal over a large background, its
     *     limit for none, and less where the background is small; 0 where no count is expected
     */
    public static double spread(double signal, double background, double alpha) {
        double nOn = signal + background;
        double nOff = background / alpha;
        double all = nOn + nOff;
        double s = expected(signal, background, alpha);
        if (all == 0 || s == 0) {
            return all == 0 ? 0 : 1;
        }
        double on = nOn == 0 ? 0 : StrictMath.log((1 + alpha) / alpha * nOn / all);
        double off = nOff == 0 ? 0 : StrictMath.log((1 + alpha) * nOff / all);
        return StrictMath.sqrt(on * on * nOn + off * off * nOff) / StrictMath.abs(s);
    }

    private static double term(double n, double ratio) {
        return n == 0 ? 0 : n * StrictMath.log(ratio);
    }
}
