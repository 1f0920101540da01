package cevns.drivers.emulation;

import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.Arrays;

/** Draws pulses of one part of a table: sizes of one step or more, times within it. */
final class TableSampler {

    private final PulseTable.Part part;
    private final double perProton;
    private final double[] sizesBelow;
    private final double[] timesBelow;

    TableSampler(PulseTable.Part part) {
        this(part, part.step());
    }

    /**
     * @param least sizes below it are not drawn; one step or more
     */
    TableSampler(PulseTable.Part part, double least) {
        this.part = part;
        double[] sizes = part.sizes();
        double drawn = 0;
        double all = 0;
        for (int n = 0; n < sizes.length; n++) {
            all += n > 0 ? sizes[n] : 0;
            if (n == 0 || n * part.step() < least) {
                sizes[n] = 0;
            }
            drawn += sizes[n];
        }
        perProton = all > 0 ? part.perProton() * drawn / all : 0;
        sizesBelow = sums(sizes);
        timesBelow = sums(part.times());
    }

    TruePulse.Kind kind() {
        return part.kind();
    }

    /** Expected pulses [per proton]. */
    double perProton() {
        return perProton;
    }

    /** A size [steps of the table]. */
    int size(SeededRandom random) {
        return draw(sizesBelow, random);
    }

    /** From one size to the next [photoelectrons or keV]. */
    double step() {
        return part.step();
    }

    /** A time [ns from the beam reference]. */
    double timeNs(SeededRandom random) {
        int bin = draw(timesBelow, random);
        return part.firstNs() + part.binNs() * (bin + random.uniform());
    }

    private static int draw(double[] below, SeededRandom random) {
        double value = random.uniform() * below[below.length - 1];
        int found = Arrays.binarySearch(below, value);
        int index = found < 0 ? -found - 1 : found + 1;
        while (index < below.length - 1 && below[index] <= value) {
            index++; // empty bins
        }
        return Math.min(index, below.length - 1);
    }

    private static double[] sums(double[] values) {
        double[] sums = new double[values.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += values[i];
            sums[i] = sum;
        }
        return sums;
    }
}
