package cevns.analysis.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The counts of an analysis.
 *
 * @param folder where its files lie
 * @param cells what is counted in
 * @param coincidence counts of the coincidence window
 * @param anticoincidence counts of the anticoincidence window; empty where it was not released
 * @param anticoincidenceTimes times of its events [unit of the time axis], where the release is a
 *     list of events; else empty
 * @param beamOff both windows without beam, coincidence first; empty where not released
 */
record ReleasedData(
        Path folder,
        Cells cells,
        double[] coincidence,
        Optional<double[]> anticoincidence,
        Optional<double[]> anticoincidenceTimes,
        Optional<double[][]> beamOff) {

    /** Reads all files that a configuration names. */
    static ReleasedData read(DataConfig config, Cells cells, Path root) throws IOException {
        Path folder = root.resolve(config.folder());
        double[] on = counts(config, cells, folder, config.coincidence());
        Optional<double[]> off = Optional.empty();
        Optional<double[]> times = Optional.empty();
        if (config.anticoincidence().isPresent()) {
            String file = config.anticoincidence().get();
            off = Optional.of(counts(config, cells, folder, file));
            if (config.format() == DataConfig.Format.EVENTS) {
                times = Optional.of(EventListFile.times(folder.resolve(file), cells));
            }
        }
        Optional<double[][]> beamOff = Optional.empty();
        if (config.beamOff().isPresent()) {
            DataConfig.Pair files = config.beamOff().get();
            double[] c = counts(config, cells, folder, files.coincidence());
            double[] a = counts(config, cells, folder, files.anticoincidence());
            beamOff = Optional.of(new double[][] {c, a});
        }
        return new ReleasedData(folder, cells, on, off, times, beamOff);
    }

    private static double[] counts(DataConfig config, Cells cells, Path folder, String name)
            throws IOException {
        Path file = folder.resolve(name);
        return switch (config.format()) {
            case GRID -> GridFile.read(file, cells);
            case EVENTS -> EventListFile.count(file, cells);
        };
    }
}
