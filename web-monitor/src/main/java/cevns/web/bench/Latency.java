package cevns.web.bench;

import org.HdrHistogram.Histogram;

/**
 * A distribution of times.
 *
 * @param count how many were measured
 * @param p50Ns median [ns]
 * @param p99Ns 99 % were shorter [ns]
 * @param p999Ns 99.9 % were shorter [ns]
 * @param maxNs the longest [ns]
 */
public record Latency(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {

    private static final int DIGITS = 3;

    /** An empty histogram of times of any length [ns]. */
    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    static Latency of(Histogram times) {
        return new Latency(
                times.getTotalCount(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(99),
                times.getValueAtPercentile(99.9),
                times.getMaxValue());
    }
}
