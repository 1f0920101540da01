package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMode;
import cevns.daq.record.Unblinding;
import cevns.daq.run.UnblindingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the log of a data directory whether two people have opened a run's result. */
final class UnblindingWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UnblindingWatch.class);

    private final UnblindingLog log;
    private final String analysisHash;
    private boolean isOver;
    private FileTime seen;
    private boolean failed;

    UnblindingWatch(RunConfig config, RunMode mode, Path data) {
        log = new UnblindingLog(data);
        analysisHash = config.blinding().hash();
        isOver = !config.blinding().applies(config.type(), mode);
    }

    /** The decision, told once; nothing before it is made, and where there is nothing to open. */
    Optional<Unblinding> look() {
        if (isOver) {
            return Optional.empty();
        }
        try {
            if (!hasChanged()) {
                return Optional.empty();
            }
            Optional<Unblinding> decided = log.find(analysisHash);
            isOver = decided.isPresent();
            failed = false;
            decided.ifPresent(
                    d ->
                            LOG.info(
                                    "the result is open: {} have decided",
                                    String.join(", ", d.who())));
            return decided;
        } catch (IOException e) { // the run stays blind, and goes on
            if (!failed) {
                LOG.warn("{} cannot be read: {}", log.file(), e.getMessage());
            }
            failed = true;
            seen = null;
            return Optional.empty();
        }
    }

    private boolean hasChanged() throws IOException {
        if (!Files.exists(log.file())) {
            return false;
        }
        FileTime now = Files.getLastModifiedTime(log.file());
        boolean same = now.equals(seen);
        seen = now;
        return !same;
    }
}
