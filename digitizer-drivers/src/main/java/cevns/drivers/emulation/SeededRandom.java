package cevns.drivers.emulation;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same for the same seed on every Java. Only {@code
 * SplittableRandom.nextLong} is used, whose algorithm has been fixed since Java 8; the library's
 * own distributions (Gaussian, exponential) changed with Java 17 and are promised nowhere, so they
 * are made here, with {@code StrictMath}. Allocates nothing after construction.
 */
final class SeededRandom {

    /** Larger means are drawn in steps of it, so that exp(−mean) stays well above underflow. */
    private static final double POISSON_STEP = 30;

    private final SplittableRandom bits;
    private double spare = Double.NaN;

    /**
     * @param seed seed of the emulator
     * @param stream what it is for; streams of one seed are independent of each other
     */
    SeededRandom(long seed, int stream) {
        bits = new SplittableRandom(seed ^ new SplittableRandom(stream).nextLong());
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (bits.nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform in [from, to). */
    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Uniform in 0…bound − 1. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal: polar method (Marsaglia and Bray, SIAM Review 6, 260, 1964). */
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = uniform(-1, 1);
            y = uniform(-1, 1);
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * factor;
        return x * factor;
    }

    /** Exponential with this mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /**
     * Poisson with this mean ≥ 0, by products of uniforms (Knuth): the time grows with the mean.
     */
    int poisson(double mean) {
        int count = 0;
        double left = mean;
        while (left > POISSON_STEP) {
            count += smallPoisson(POISSON_STEP);
            left -= POISSON_STEP;
        }
        return count + smallPoisson(left);
    }

    private int smallPoisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /**
     * Gamma with mean 1 and relative variance 1 / shape (Marsaglia and Tsang, ACM TOMS 26, 363,
     * 2000); shape ≥ 1.
     */
    double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = 1 + c * x;
            if (v > 0) {
                double cube = v * v * v;
                double bound = 0.5 * x * x + d - d * cube + d * StrictMath.log(cube);
                if (StrictMath.log(1 - uniform()) < bound) {
                    return d * cube / shape;
                }
            }
        }
    }
}
