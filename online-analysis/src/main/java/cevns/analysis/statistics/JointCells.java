package cevns.analysis.statistics;

/**
 * The cells of a {@link JointFit}: for given signal, backgrounds and course in time it finds the
 * steady state that fits best and gives likelihood, gradient and Fisher information of the rest.
 */
final class JointCells {

    private static final double FLOOR = 1e-12;
    private static final int MOST_ROOT_STEPS = 60;
    private static final double ROOT_PRECISION = 1e-14;

    private final double[] coincidence;
    private final double[] anticoincidence;
    private final double alpha;
    private final double[] times;
    private final double[][] beam;
    private final int sizes;
    private final int bins;

    private final SteadyShares shares;
    private final double[] rates;
    private final double[] ofBeam;

    /**
     * @param beam signal and backgrounds by cell, each multiplied by its value
     */
    JointCells(
            double[] coincidence,
            double[] anticoincidence,
            double alpha,
            double[] times,
            double[][] beam) {
        this.coincidence = coincidence.clone();
        this.anticoincidence = anticoincidence.clone();
        this.alpha = alpha;
        this.times = times.clone();
        this.beam = beam;
        shares = new SteadyShares(times);
        bins = shares.size();
        sizes = coincidence.length / bins;
        rates = new double[sizes];
        ofBeam = new double[coincidence.length];
        boolean fits = sizes * bins == coincidence.length && alpha > 0;
        fits &= anticoincidence.length == coincidence.length;
        for (double[] cells : beam) {
            fits &= cells.length == coincidence.length;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "cells: "
                            + coincidence.length
                            + " of C, "
                            + anticoincidence.length
                            + " of AC in "
                            + bins
                            + " bins of time, alpha "
                            + alpha);
        }
    }

    /** Counts C of all cells. */
    double coincidence() {
        return sum(coincidence);
    }

    /** Counts AC of all cells. */
    double anticoincidence() {
        return sum(anticoincidence);
    }

    /** The same cells with the counts that are expected, steady state as of the last evaluation. */
    JointCells expected(double[] values) {
        evaluate(values, false);
        double[] on = new double[coincidence.length];
        double[] off = new double[coincidence.length];
        for (int size = 0; size < sizes; size++) {
            for (int j = 0; j < bins; j++) {
                int i = size * bins + j;
                off[i] = rates[size] * shares.of(j);
                on[i] = ofBeam[i] + alpha * off[i];
            }
        }
        return new JointCells(on, off, alpha, times, beam);
    }

    /**
     * Takes the values (signal, factors of the backgrounds, slope times range, factor of the first
     * bin) and finds the best steady state.
     */
    void evaluate(double[] values) {
        evaluate(values, true);
    }

    private void evaluate(double[] values, boolean profile) {
        shares.evaluate(values[values.length - 2], values[values.length - 1]);
        for (int i = 0; i < ofBeam.length; i++) {
            ofBeam[i] = 0;
            for (int k = 0; k < beam.length; k++) {
                ofBeam[i] += values[k] * beam[k][i];
            }
        }
        for (int size = 0; profile && size < sizes; size++) {
            rates[size] = bestRate(size);
        }
    }

    /**
     * Root of Σ c·ατ/(m + αbτ) + a/b = 1 + α, which falls with b and is at most (c + a)/b. Newton's
     * steps from the left never pass the root, because the function is convex.
     */
    private double bestRate(int size) {
        double counts = 0;
        double off = 0;
        for (int j = 0; j < bins; j++) {
            counts += coincidence[size * bins + j];
            off += anticoincidence[size * bins + j];
        }
        double b = off / (1 + alpha);
        if (counts == 0) {
            return b;
        }
        if (b == 0) {
            b = FLOOR;
            if (excess(size, off, b) <= 0) {
                return 0;
            }
        }
        for (int step = 0; step < MOST_ROOT_STEPS; step++) {
            double next = b - excess(size, off, b) / excessSlope(size, off, b);
            if (!(next - b > ROOT_PRECISION * next)) {
                break;
            }
            b = next;
        }
        return b;
    }

    private double excess(int size, double off, double b) {
        double sum = off / b - 1 - alpha;
        for (int j = 0; j < bins; j++) {
            int i = size * bins + j;
            if (coincidence[i] > 0) {
                double steady = alpha * shares.of(j);
                sum += coincidence[i] * steady / (ofBeam[i] + steady * b);
            }
        }
        return sum;
    }

    private double excessSlope(int size, double off, double b) {
        double sum = -off / (b * b);
        for (int j = 0; j < bins; j++) {
            int i = size * bins + j;
            if (coincidence[i] > 0) {
                double part = alpha * shares.of(j) / (ofBeam[i] + alpha * shares.of(j) * b);
                sum -= coincidence[i] * part * part;
            }
        }
        return sum;
    }

    /** α·Σb. */
    double steadyInCoincidence() {
        return alpha * sum(rates);
    }

    /** 2 Σ (μ − n ln μ) over both windows. */
    double chi2() {
        double sum = 0;
        for (int size = 0; size < sizes; size++) {
            for (int j = 0; j < bins; j++) {
                int i = size * bins + j;
                double steady = rates[size] * shares.of(j);
                double on = StrictMath.max(FLOOR, ofBeam[i] + alpha * steady);
                double off = StrictMath.max(FLOOR, steady);
                sum += on + off;
                sum -= coincidence[i] > 0 ? coincidence[i] * StrictMath.log(on) : 0;
                sum -= anticoincidence[i] > 0 ? anticoincidence[i] * StrictMath.log(off) : 0;
            }
        }
        return 2 * sum;
    }

    /**
     * Derivatives of {@link #chi2} and its expected curvature, the steady state profiled; both
     * arrays come with zeros.
     */
    void curvature(double[] values, double[] gradient, double[][] fisher) {
        int n = values.length;
        double[] slopes = new double[n];
        double[] mixed = new double[n];
        for (int size = 0; size < sizes; size++) {
            java.util.Arrays.fill(mixed, 0);
            double own = rates[size] > FLOOR ? 1 / rates[size] : 0;
            for (int j = 0; j < bins; j++) {
                int i = size * bins + j;
                double steady = rates[size] * shares.of(j);
                double on = StrictMath.max(FLOOR, ofBeam[i] + alpha * steady);
                for (int k = 0; k < beam.length; k++) {
                    slopes[k] = beam[k][i];
                }
                double tilt = rates[size] * shares.bySlope(j);
                double step = rates[size] * shares.byFirst(j);
                slopes[n - 2] = alpha * tilt;
                slopes[n - 1] = alpha * step;
                double steadySlope = alpha * shares.of(j) / on;
                double onPull = 2 * (1 - coincidence[i] / on);
                for (int k = 0; k < n; k++) {
                    gradient[k] += onPull * slopes[k];
                    mixed[k] += slopes[k] * steadySlope;
                    double twice = 2 * slopes[k] / on;
                    for (int l = 0; l <= k; l++) {
                        fisher[k][l] += twice * slopes[l];
                    }
                }
                own += alpha * shares.of(j) * steadySlope;
                double off = StrictMath.max(FLOOR, steady);
                double offPull = 2 * (1 - anticoincidence[i] / off);
                gradient[n - 2] += offPull * tilt;
                gradient[n - 1] += offPull * step;
                fisher[n - 2][n - 2] += 2 * tilt * tilt / off;
                fisher[n - 1][n - 2] += 2 * tilt * step / off;
                fisher[n - 1][n - 1] += 2 * step * step / off;
            }
            if (rates[size] > FLOOR) {
                for (int k = 0; k < n; k++) {
                    for (int l = 0; l <= k; l++) {
                        fisher[k][l] -= 2 * mixed[k] * mixed[l] / own;
                    }
                }
            }
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < k; l++) {
                fisher[l][k] = fisher[k][l];
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
