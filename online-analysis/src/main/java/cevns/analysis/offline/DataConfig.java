package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;
import java.util.Optional;

/**
 * Which files hold the counts.
 *
 * @param format how they are written
 * @param folder below the data root
 * @param coincidence file of the coincidence window
 * @param anticoincidence file of the anticoincidence window, where there is one
 * @param beamOff the same two without beam, where there are
 */
record DataConfig(
        Format format,
        String folder,
        String coincidence,
        Optional<String> anticoincidence,
        Optional<Pair> beamOff) {

    /** How counts are released. */
    enum Format {
        /** One line for each cell: its centre and its counts. */
        GRID,
        /** One line for each event. */
        EVENTS
    }

    /** Files of both windows. */
    record Pair(String coincidence, String anticoincidence) {}

    static DataConfig read(ConfigTree tree) {
        Optional<Pair> beamOff = Optional.empty();
        if (tree.has("beam_off")) {
            ConfigTree off = tree.child("beam_off");
            beamOff =
                    Optional.of(new Pair(off.string("coincidence"), off.string("anticoincidence")));
        }
        return new DataConfig(
                tree.choice("format", Format.class),
                tree.string("folder"),
                tree.string("coincidence"),
                tree.has("anticoincidence")
                        ? Optional.of(tree.string("anticoincidence"))
                        : Optional.empty(),
                beamOff);
    }
}
