package cevns.web;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the runs lie. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "directory of the runs (default: ${DEFAULT-VALUE})")
    Path path = Path.of("sevens-data");
}
