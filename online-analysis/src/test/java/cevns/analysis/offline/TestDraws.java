package cevns.analysis.offline;

import cevns.analysis.statistics.Draws;
import java.util.Random;

/** Random numbers for tests; Poisson ones by counting exponential gaps. */
final class TestDraws implements Draws {

    private final Random random;

    TestDraws(long seed) {
        random = new Random(seed);
    }

    @Override
    public double poisson(double mean) {
        int n = 0;
        for (double at = gap(); at < mean; at += gap()) {
            n++;
        }
        return n;
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble());
    }

    @Override
    public double normal() {
        return random.nextGaussian();
    }
}
