package cevns.web;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public recordings beside the checkout. */
final class PublicData {

    private static final Path FOLDER = Path.of(System.getProperty("sevens.data"));

    private PublicData() {}

    /** A file of them; the test is left out, with a line that says so, where they are absent. */
    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file), "no public data in " + FOLDER + " (-Dsevens.data=DIR)");
        return file;
    }

    /** What independent parsers found in them. */
    static JsonObject expected() {
        try {
            return new JsonObject(Files.readString(file("expected.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
