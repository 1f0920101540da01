package cevns.analysis.offline;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A released grid: in each line the centre of a cell, one coordinate for each axis, and a value.
 */
final class GridFile {

    private GridFile() {}

    /**
     * Values of the cells; lines whose centre lies outside the axes are left out.
     *
     * @throws DataFileException if the file is missing or malformed, has a negative value, the same
     *     cell twice or a cell not at all
     */
    static double[] read(Path file, Cells cells) throws IOException {
        int columns = cells.axes().size() + 1;
        double[] values = new double[cells.count()];
        int[] lines = new int[values.length];
        for (TextTable.Row row : TextTable.read(file, columns).rows()) {
            int cell = cells.cell(row.values());
            double value = row.values()[columns - 1];
            if (value < 0) {
                throw new DataFileException(file, row.line(), "negative value " + value);
            }
            if (cell < 0) {
                continue;
            }
            if (lines[cell] != 0) {
                throw new DataFileException(
                        file, row.line(), "the cell of line " + lines[cell] + " again");
            }
            lines[cell] = row.line();
            values[cell] = value;
        }
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == 0) {
                throw new DataFileException(file, "no line for the cell at " + centre(cells, i));
            }
        }
        return values;
    }

    private static String centre(Cells cells, int cell) {
        StringBuilder text = new StringBuilder();
        int rest = cell;
        for (int k = cells.axes().size() - 1; k >= 0; k--) {
            Axis axis = cells.axes().get(k);
            String part = axis.name() + " " + axis.centre(rest % axis.bins()) + " " + axis.unit();
            text.insert(0, (k == 0 ? "" : ", ") + part);
            rest /= axis.bins();
        }
        return text.toString();
    }
}
