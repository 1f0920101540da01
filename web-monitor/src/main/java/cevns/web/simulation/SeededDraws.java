package cevns.web.simulation;

import cevns.analysis.statistics.Draws;
import java.util.SplittableRandom;

/** Numbers of a seeded generator for pseudo-experiments: the same seed gives the same ones. */
public final class SeededDraws implements Draws {

    /** Larger means are drawn in pieces, whose e^−mean a double holds with all digits. */
    private static final double PIECE = 30;

    private final SplittableRandom random;

    public SeededDraws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** By multiplication of uniform numbers (D. E. Knuth, TAOCP 2, section 3.4.1 F). */
    @Override
    public double poisson(double mean) {
        double rest = mean;
        double sum = 0;
        while (rest > 0) {
            double piece = Math.min(rest, PIECE);
            double end = StrictMath.exp(-piece);
            for (double product = random.nextDouble(); product > end; sum++) {
                product *= random.nextDouble();
            }
            rest -= piece;
        }
        return sum;
    }

    /** By the polar form of G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29 (1958) 610. */
    @Override
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
