package cevns.analysis.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public data beside the checkout, and the shipped analyses of it. */
final class PublicReleases {

    private static final Path FOLDER = Path.of(System.getProperty("sevens.data"));
    private static final Path CONFIGS = Path.of("../configs/analyses");

    private PublicReleases() {}

    /** Their folder; the test is left out, with a line that says so, where it is absent. */
    static Path folder() {
        Assumptions.assumeTrue(
                Files.isDirectory(FOLDER), "no public data in " + FOLDER + " (-Dsevens.data=DIR)");
        return FOLDER;
    }

    /** A shipped analysis. */
    static AnalysisConfig config(String name) {
        return AnalysisConfig.load(CONFIGS.resolve(name + ".conf").toString());
    }
}
