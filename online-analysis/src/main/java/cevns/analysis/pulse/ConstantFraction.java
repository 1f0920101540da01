package cevns.analysis.pulse;

/**
 * Time of a leading edge, interpolated linearly between the samples below and above a level.
 *
 * <p>For a timing signal the level is 50 % of the amplitude: a slow edge then does not move with
 * the height of its pulse (beam-trigger-modes.md §3).
 */
final class ConstantFraction {

    private ConstantFraction() {}

    /**
     * Where the edge that reaches {@code level} at sample {@code first} crosses it.
     *
     * @param first a sample at or above the level; the one before it is below
     * @return position [samples from the first sample]; {@code first} itself where it is the first
     *     of the trace
     */
    static double crossing(Samples samples, double level, int first) {
        if (first == 0) {
            return 0;
        }
        int above = samples.at(first);
        int below = samples.at(first - 1);
        return above > below ? first - (above - level) / (above - below) : first;
    }

    /**
     * Where the leading edge of a peak crosses {@code level}. It is looked for from the begin of
     * the peak, so that ringing behind the edge does not matter.
     *
     * @param begin a sample on the edge, below the level or above it
     * @param peak the highest sample of the peak, at or above the level
     * @return position [samples from the first sample]; 0 where the trace begins above the level
     */
    static double leadingEdge(Samples samples, double level, int begin, int peak) {
        int first = begin;
        while (first < peak && samples.at(first) < level) {
            first++;
        }
        while (first > 0 && samples.at(first - 1) >= level) {
            first--;
        }
        return crossing(samples, level, first);
    }
}
