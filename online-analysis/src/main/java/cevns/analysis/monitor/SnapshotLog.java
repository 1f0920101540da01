package cevns.analysis.monitor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Keeps every snapshot as a line of {@code snapshots.jsonl}. Each line is handed to the system when
 * it is complete, so that a file of a run that died ends with at most one line cut short.
 */
public final class SnapshotLog implements Consumer<Snapshot>, AutoCloseable {

    private final Path file;
    private final OutputStream out;

    /**
     * Begins a new log.
     *
     * @throws IOException if the file cannot be written, or there is one already
     */
    public SnapshotLog(Path file) throws IOException {
        this.file = file;
        out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        65_536);
    }

    /**
     * Appends a snapshot.
     *
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    @Override
    public void accept(Snapshot snapshot) {
        try {
            out.write(SnapshotJson.line(snapshot));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot write the snapshot", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
