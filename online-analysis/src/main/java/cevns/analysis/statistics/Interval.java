package cevns.analysis.statistics;

/**
 * A stretch of a parameter.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low " + low + " > high " + high);
        }
    }

    /** True when the value lies inside or on an end. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** The smallest stretch that holds both. */
    public Interval span(Interval other) {
        return new Interval(StrictMath.min(low, other.low), StrictMath.max(high, other.high));
    }
}
