package cevns.analysis.offline;

import java.io.IOException;
import java.util.OptionalDouble;

/** Where the shape of a contribution comes from, as a configuration says it. */
interface Shape {

    /**
     * Reads or computes it.
     *
     * @param name of the contribution
     * @param data files, cells and anticoincidence counts of the analysis
     * @throws DataFileException if a file is missing or malformed
     */
    Contribution read(String name, ReleasedData data) throws IOException;

    /** Counts that the prediction has in all cells; empty for a shape that is not predicted. */
    default OptionalDouble predictedCounts() {
        return OptionalDouble.empty();
    }
}
