package cevns.analysis.event;

/**
 * A straight line through the newest pairs of two clocks, {@code difference = a + slope · t}, by
 * least squares with clipping (beam-trigger-modes.md §4.2 and §4.3). The difference of the clocks
 * is fitted, not one against the other, so that a {@code double} holds it to better than a ps.
 *
 * <p>The line is to be made anew every {@link #UPDATE} pairs; between two of them it is
 * extrapolated.
 */
final class ClockFit {

    /** Pairs from one fit to the next: a second of marks. */
    static final int UPDATE = 60;

    private static final int ROUNDS = 3;
    private static final double RATE_STEP = 1e-6;
    private static final double STEP_SIGMA = 6;
    private static final double RATE_SIGMA = 3;
    private static final double SECOND_NS = 1e9;
    private static final double CLIP_SIGMA = 4;

    private final long[] timeNs;
    private final double[] differenceNs;
    private final int newest;
    private final double clipFloorNs;
    private int count;
    private int at;
    private int sinceFit;

    private boolean valid;
    private long middleNs;
    private double middle;
    private double slope;
    private double rms = Double.NaN;

    /**
     * @param window pairs that are fitted at most
     * @param newest pairs of the newest stretch that a change is looked for in
     * @param clipFloorNs residuals below this are never clipped [ns]
     */
    ClockFit(int window, int newest, double clipFloorNs) {
        this.newest = newest;
        timeNs = new long[window];
        differenceNs = new double[window];
        this.clipFloorNs = clipFloorNs;
    }

    /**
     * Takes a pair.
     *
     * @param t time on the one clock [ns since the Unix epoch]
     * @param difference the other clock's time of the same pulse minus this [ns]
     * @return true when it is time for {@link #refit} or {@link #keepNewest}
     */
    boolean add(long t, double difference) {
        timeNs[at] = t;
        differenceNs[at] = difference;
        at = (at + 1) % timeNs.length;
        count = Math.min(count + 1, timeNs.length);
        sinceFit = (sinceFit + 1) % UPDATE;
        return sinceFit == 0;
    }

    /** Makes the line anew of all pairs. */
    void refit() {
        fit(count);
    }

    /** Begins anew: a jump is never averaged over. */
    void clear() {
        count = 0;
        at = 0;
        sinceFit = 0;
        valid = false;
        slope = 0;
        rms = Double.NaN;
    }

    /** Forgets all pairs but the newest {@link #UPDATE} and fits those. */
    void keepNewest() {
        int keep = Math.min(UPDATE, count);
        int from = Math.floorMod(at - keep, timeNs.length);
        long[] times = new long[keep];
        double[] differences = new double[keep];
        for (int i = 0; i < keep; i++) {
            times[i] = timeNs[(from + i) % timeNs.length];
            differences[i] = differenceNs[(from + i) % timeNs.length];
        }
        System.arraycopy(times, 0, timeNs, 0, keep);
        System.arraycopy(differences, 0, differenceNs, 0, keep);
        count = keep;
        at = keep % timeNs.length;
        fit(keep);
    }

    private void fit(int n) {
        Line line = line(n, null);
        for (int round = 1; round < ROUNDS; round++) {
            line = line(n, line);
        }
        if (line.used < 2) {
            return;
        }
        valid = true;
        middleNs = line.baseNs + Math.round(line.meanT);
        middle = line.meanD + line.slope * (Math.round(line.meanT) - line.meanT);
        slope = line.slope;
        rms = line.rms;
    }

    /** The line through the newest stretch alone; not clipped. */
    private Line newest() {
        return line(Math.min(newest, count), null);
    }

    /** A line through some pairs: times and differences of their middle, slope, scatter [ns]. */
    record Line(long baseNs, int used, double meanT, double meanD, double slope, double rms) {

        double at(long t) {
            return meanD + slope * (t - baseNs - meanT);
        }

        /** Standard deviation of the slope for pairs spread evenly over {@code spanNs}. */
        double slopeError(double spanNs) {
            return rms / spanNs * Math.sqrt(12.0 / used);
        }

        /** Time of its middle. */
        long middleNs() {
            return baseNs + Math.round(meanT);
        }
    }

    private Line line(int n, Line before) {
        int from = Math.floorMod(at - n, timeNs.length);
        long baseNs = timeNs[from];
        double limit =
                before == null
                        ? Double.POSITIVE_INFINITY
                        : Math.max(clipFloorNs, CLIP_SIGMA * before.rms);
        double sumT = 0;
        double sumD = 0;
        int used = 0;
        for (int i = 0; i < n; i++) {
            int k = (from + i) % timeNs.length;
            if (isUsed(k, before, limit)) {
                sumT += timeNs[k] - baseNs;
                sumD += differenceNs[k];
                used++;
            }
        }
        if (used == 0) {
            return new Line(baseNs, 0, 0, 0, 0, Double.NaN);
        }
        double meanT = sumT / used;
        double meanD = sumD / used;
        double tt = 0;
        double td = 0;
        double dd = 0;
        for (int i = 0; i < n; i++) {
            int k = (from + i) % timeNs.length;
            if (isUsed(k, before, limit)) {
                double t = timeNs[k] - baseNs - meanT;
                double d = differenceNs[k] - meanD;
                tt += t * t;
                td += t * d;
                dd += d * d;
            }
        }
        double b = tt > 0 ? td / tt : 0;
        double squares = Math.max(0, dd - b * td);
        double scatter = used > 2 ? Math.sqrt(squares / (used - 2)) : 0;
        return new Line(baseNs, used, meanT, meanD, b, scatter);
    }

    private boolean isUsed(int k, Line before, double limit) {
        return before == null || Math.abs(differenceNs[k] - before.at(timeNs[k])) <= limit;
    }

    /**
     * By how much the rate of the newest stretch differs from the line, where that is more than 1
     * ppm and more than its error explains; otherwise 0.
     */
    double rateStep() {
        if (!valid || count < 2 * newest) {
            return 0;
        }
        Line stretch = newest();
        double step = stretch.slope() - slope;
        double limit =
                Math.max(RATE_STEP, STEP_SIGMA * stretch.slopeError(newest * SECOND_NS / UPDATE));
        return Math.abs(step) > limit ? step : 0;
    }

    /**
     * By how much the newest stretch lies off the line, where a change of the rate does not explain
     * it [ns]; otherwise 0.
     */
    double offsetStep() {
        if (!valid || count < 2 * newest) {
            return 0;
        }
        Line stretch = newest();
        long t = stretch.middleNs();
        double step = stretch.at(t) - at(t);
        double rate = stretch.slope() - slope;
        boolean hasRate =
                Math.abs(rate) > RATE_SIGMA * stretch.slopeError(newest * SECOND_NS / UPDATE);
        double byRate = hasRate ? rate * (t - middleNs) : 0;
        double error = STEP_SIGMA * stretch.rms() / Math.sqrt(stretch.used());
        return Math.abs(step) > Math.max(error, Math.abs(byRate)) ? step : 0;
    }

    /** True once a line was made. */
    boolean isValid() {
        return valid;
    }

    /** The difference of the clocks at a time [ns]. */
    double at(long t) {
        return middle + slope * (t - middleNs);
    }

    /** How much faster the other clock runs: its rate over this one's, minus 1. */
    double slope() {
        return slope;
    }

    /** Scatter of the pairs about the line [ns]; NaN before the first fit. */
    double rmsNs() {
        return rms;
    }

    /** Pairs it speaks of. */
    int count() {
        return count;
    }
}
