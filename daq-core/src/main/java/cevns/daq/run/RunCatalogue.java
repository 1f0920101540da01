package cevns.daq.run;

import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The index over the runs of a data directory, in a SQLite file there. The directories are the
 * truth: the file may be deleted at any time and is made again. One process may write while others
 * read.
 */
public final class RunCatalogue {

    private static final String FILE = "catalogue.db";

    private static final RowMapper<RunInfo> ROW =
            (row, context) ->
                    new RunInfo(
                            row.getInt("run"),
                            row.getString("name"),
                            row.getString("directory"),
                            RunInfo.State.valueOf(row.getString("state")),
                            RunMode.valueOf(row.getString("mode")),
                            row.getLong("start_ns"),
                            row.getLong("end_ns"),
                            row.getString("end_reason") == null
                                    ? null
                                    : EndReason.valueOf(row.getString("end_reason")),
                            row.getString("detector"),
                            row.getLong("bytes"));

    private final Path data;
    private final Jdbi jdbi;

    private RunCatalogue(Path data, Jdbi jdbi) {
        this.data = data;
        this.jdbi = jdbi;
    }

    /**
     * Opens the catalogue of a data directory; makes it when it is not there.
     *
     * @throws UncheckedIOException if the directory or the catalogue cannot be made
     */
    public static RunCatalogue open(Path data) {
        String url =
                "jdbc:sqlite:"
                        + data.resolve(FILE).toAbsolutePath()
                        + "?journal_mode=WAL&busy_timeout=10000&synchronous=NORMAL";
        migrate(data, url);
        return new RunCatalogue(data, Jdbi.create(url));
    }

    /** Two that open a new catalogue at once must not both make its tables. */
    private static synchronized void migrate(Path data, String url) {
        try {
            Files.createDirectories(data);
            Path lock = data.resolve(FILE + ".lock");
            try (FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                Flyway.configure(RunCatalogue.class.getClassLoader())
                        .dataSource(url, null, null)
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a catalogue in " + data, e);
        } catch (FlywayException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new UncheckedIOException(
                    "the catalogue " + data.resolve(FILE) + " cannot be used",
                    new IOException(String.valueOf(cause.getMessage()).strip(), e));
        }
    }

    /** Looks at one run again and keeps what it says. */
    public void update(RunDirectory directory) {
        RunInfo info = RunInspector.look(directory);
        if (info != null) {
            jdbi.useHandle(handle -> put(handle, info));
        }
    }

    /** The runs of a data directory by number without a catalogue, from each one's records. */
    public static List<RunInfo> look(Path data) {
        return RunDirectory.all(data).stream()
                .map(RunInspector::look)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Forgets all and looks at every run directory. */
    public void rebuild() {
        List<RunInfo> found = look(data);
        jdbi.useTransaction(
                handle -> {
                    handle.execute("delete from runs");
                    found.forEach(info -> put(handle, info));
                });
    }

    /**
     * The runs by number. Directories that the catalogue does not know are looked at, and so are
     * runs that had not ended: their process may have died. A run that ended does not change.
     */
    public List<RunInfo> runs() {
        Map<String, RunInfo> known = new HashMap<>();
        select().forEach(info -> known.put(info.directory(), info));
        for (RunDirectory directory : RunDirectory.all(data)) {
            RunInfo info = known.remove(directory.absolute());
            if (info == null || info.state() != RunInfo.State.CLOSED) {
                update(directory);
            }
        }
        for (String gone : known.keySet()) {
            jdbi.useHandle(h -> h.execute("delete from runs where directory = ?", gone));
        }
        return select();
    }

    private List<RunInfo> select() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("select * from runs order by run, directory")
                                .map(ROW)
                                .list());
    }

    private static void put(Handle handle, RunInfo info) {
        handle.createUpdate(
                        "insert or replace into runs values (:run, :name, :directory, :state,"
                                + " :mode, :start, :end, :reason, :detector, :bytes)")
                .bind("run", info.run())
                .bind("name", info.name())
                .bind("directory", info.directory())
                .bind("state", info.state().name())
                .bind("mode", info.mode().name())
                .bind("start", info.startNs())
                .bind("end", info.endNs())
                .bind("reason", info.endReason() == null ? null : info.endReason().name())
                .bind("detector", info.detector())
                .bind("bytes", info.bytes())
                .execute();
    }
}
