package cevns.drivers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of recorded files that tests read; a test that needs it is skipped without it. */
public final class SharedData {

    private SharedData() {}

    /** A file of that folder. */
    public static Path file(String name) {
        Path folder = Path.of(System.getProperty("sevens.data", "../shared/data"));
        if (!Files.isDirectory(folder)) {
            System.out.println("not tested, there is no folder " + folder + " (-Dsevens.data)");
        }
        assumeTrue(Files.isDirectory(folder), "no folder " + folder);
        return folder.resolve(name);
    }
}
