package cevns.analysis.pulse;

/**
 * Rise of a germanium pulse: when the step that {@link PoleZero} makes of it passes 10 % and 90 %
 * of its height, interpolated between samples.
 *
 * <p>Base and top of the step are the means over the two legs of the trapezoid where that is
 * highest, so that top − base is its energy. In between, the gap of the trapezoid, stands the edge.
 * From the first sample at 90 % the edge is followed back, which noise far before it cannot
 * mislead.
 */
final class StepEdge {

    private final int rise;
    private final int flat;
    private final PoleZero poleZero;
    private final double[] step;

    private double at10;
    private double at90;

    StepEdge(int rise, int flat, double decay) {
        this.rise = rise;
        this.flat = flat;
        poleZero = new PoleZero(decay);
        step = new double[2 * rise + flat];
    }

    /** Measures the edge of the pulse whose trapezoid is highest at sample {@code peak}. */
    void measure(Samples samples, double baseline, int peak) {
        int length = step.length;
        int from = peak + 1 - length;
        poleZero.correct(samples, from, from + length, baseline, step);
        int second = rise + flat;
        double base = mean(0);
        double height = mean(second) - base;
        int above = rise;
        while (above < length && step[above] < base + 0.9 * height) {
            above++;
        }
        at90 = Double.NaN;
        at10 = Double.NaN;
        if (above < length) {
            above = back(base + 0.9 * height, above);
            at90 = crossing(base + 0.9 * height, above);
            above = back(base + 0.1 * height, back(base + 0.5 * height, above));
            at10 = crossing(base + 0.1 * height, above);
        }
        at90 += from;
        at10 += from;
        if (Double.isNaN(at10)) {
            at90 = Double.NaN;
        }
    }

    /** Where the edge passes 10 % [samples from the first sample]; NaN when it does not. */
    double at10() {
        return at10;
    }

    /** Where the edge passes 90 %; NaN when either is NaN. */
    double at90() {
        return at90;
    }

    private double mean(int from) {
        double sum = 0;
        for (int i = from; i < from + rise; i++) {
            sum += step[i];
        }
        return sum / rise;
    }

    /** First of the samples at or above {@code level} that lead without a break to {@code from}. */
    private int back(double level, int from) {
        int i = from;
        while (i > 0 && step[i - 1] >= level) {
            i--;
        }
        return i;
    }

    private double crossing(double level, int above) {
        if (above == 0) {
            return Double.NaN;
        }
        return above - (step[above] - level) / (step[above] - step[above - 1]);
    }
}
