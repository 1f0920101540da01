package cevns.daq.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that reads the catalogue again and again. */
final class CatalogueReader {

    private static final int TIMES = 200;

    private CatalogueReader() {}

    static Process start(Path data) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CatalogueReader.class.getName(),
                        data.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    public static void main(String[] args) {
        RunCatalogue catalogue = RunCatalogue.open(Path.of(args[0]));
        for (int i = 0; i < TIMES; i++) {
            int runs = catalogue.runs().size();
            if (runs != 1) {
                throw new IllegalStateException(runs + " runs in reading " + i);
            }
        }
        System.out.println("read " + TIMES + " times, 1 run each");
    }
}
