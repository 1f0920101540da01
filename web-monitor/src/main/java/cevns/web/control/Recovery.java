package cevns.web.control;

import cevns.daq.queue.DamagedQueue;
import cevns.daq.run.CrashedRuns;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a data directory in order before a new run: runs that died are closed and analysed. */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private Recovery() {}

    /**
     * Closes the runs that died and finishes their analysis from the first record.
     *
     * @return the runs that were closed
     * @throws IOException if a disk fails
     */
    public static List<RunDirectory> run(Path data) throws IOException {
        RunCatalogue catalogue = RunCatalogue.open(data);
        List<RunDirectory> crashed = CrashedRuns.close(catalogue);
        for (RunDirectory directory : crashed) {
            LOG.warn("run {} had died; it is closed now and analysed", directory.run());
            try {
                analyse(directory);
            } catch (DamagedQueue e) {
                LOG.error("run {} is damaged: {}", directory.run(), e.getMessage());
            }
            catalogue.update(directory);
        }
        return crashed;
    }

    private static void analyse(RunDirectory directory) throws IOException {
        Path fresh = directory.path().resolve("snapshots.jsonl.new");
        Files.deleteIfExists(fresh); // of a recovery that was cut short
        try (Analysis analysis = Analysis.of(directory, fresh, snapshot -> {})) {
            analysis.run();
            analysis.writeSummary(directory);
        }
        Path live = directory.snapshots();
        if (Files.exists(live) && !isPrefix(live, fresh)) {
            // The evidence is kept: live and replay of one run must not differ.
            Files.move(
                    live,
                    directory.path().resolve("snapshots-live.jsonl"),
                    StandardCopyOption.REPLACE_EXISTING);
            LOG.error("run {}: its live snapshots are no prefix of the replayed", directory.run());
        }
        Files.move(fresh, live, StandardCopyOption.REPLACE_EXISTING);
    }

    /** True when the live log, but for a last line that was cut, begins the replayed one. */
    private static boolean isPrefix(Path live, Path replayed) throws IOException {
        byte[] a = Files.readAllBytes(live);
        int whole = a.length;
        while (whole > 0 && a[whole - 1] != '\n') {
            whole--;
        }
        long mismatch = Files.mismatch(live, replayed);
        return mismatch < 0 || mismatch >= whole;
    }
}
