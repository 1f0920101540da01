package cevns.analysis.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;

/** A released table of two columns: the centre of a bin and its content. */
final class ColumnTable {

    private ColumnTable() {}

    /**
     * Sums the lines whose centre lies in each bin of an axis.
     *
     * @param weight factor for a line at a given centre, such as an acceptance
     * @throws DataFileException if the file is missing or malformed, has a negative content or
     *     nothing in some bin
     */
    static double[] read(Path file, Axis axis, DoubleUnaryOperator weight) throws IOException {
        double[] sums = new double[axis.bins()];
        boolean[] filled = new boolean[sums.length];
        for (TextTable.Row row : TextTable.read(file, 2).rows()) {
            double centre = row.values()[0];
            double value = row.values()[1];
            if (value < 0) {
                throw new DataFileException(file, row.line(), "negative content " + value);
            }
            int bin = axis.bin(centre);
            if (bin >= 0) {
                sums[bin] += value * weight.applyAsDouble(centre);
                filled[bin] = true;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            if (!filled[i]) {
                throw new DataFileException(
                        file,
                        "no line for the bin at "
                                + axis.name()
                                + " "
                                + axis.centre(i)
                                + " "
                                + axis.unit());
            }
        }
        return sums;
    }
}
