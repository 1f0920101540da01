package cevns.analysis.offline;

import java.io.IOException;
import java.util.Optional;

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

    /**
     * How it follows a hypothesis; empty for a shape that no prediction stands behind.
     *
     * @throws DataFileException if a file is missing or malformed
     */
    default Optional<SignalModel> model(ReleasedData data) throws IOException {
        return Optional.empty();
    }

    /** True for a shape that has a {@link #model}. */
    default boolean isPredicted() {
        return false;
    }
}
