package cevns.analysis.offline;

import java.io.IOException;
import java.nio.file.Path;

/** A released list of events: in each line one coordinate for each axis, the last one time. */
final class EventListFile {

    private EventListFile() {}

    /**
     * Events in the cells; those outside the axes are left out.
     *
     * @throws DataFileException if the file is missing or malformed
     */
    static double[] count(Path file, Cells cells) throws IOException {
        double[] counts = new double[cells.count()];
        for (TextTable.Row row : TextTable.read(file, cells.axes().size()).rows()) {
            int cell = cells.cell(row.values());
            if (cell >= 0) {
                counts[cell]++;
            }
        }
        return counts;
    }

    /**
     * Times of the events in the cells, in file order.
     *
     * @throws DataFileException if the file is missing or malformed
     */
    static double[] times(Path file, Cells cells) throws IOException {
        int time = cells.axes().size() - 1;
        return TextTable.read(file, cells.axes().size()).rows().stream()
                .filter(row -> cells.cell(row.values()) >= 0)
                .mapToDouble(row -> row.values()[time])
                .toArray();
    }
}
