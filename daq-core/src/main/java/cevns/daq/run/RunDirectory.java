package cevns.daq.run;

import cevns.daq.queue.QueueScan;
import cevns.daq.queue.RunQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory of one run, {@code run-000123}: the truth about it, which the catalogue only
 * indexes.
 *
 * <pre>
 *   run.conf          the resolved configuration, as in RUN_START
 *   raw/              the queue: *.cq4 and metadata.cq4t
 *   snapshots.jsonl   one snapshot a line; derived, replay makes it again
 *   summary.json      the last snapshot; derived
 *   campaign.json.gz  the state of its campaign after it; derived
 *   notes.jsonl       what people wrote about it afterwards
 *   writer.lock       held by the process that writes the run
 * </pre>
 *
 * @param path the directory
 * @param run the run's number, from 1
 */
public record RunDirectory(Path path, int run) {

    private static final Pattern NAME = Pattern.compile("run-(\\d{6,9})");

    /** The directory's name in the catalogue: absolute, without detours. */
    public String absolute() {
        return path.toAbsolutePath().normalize().toString();
    }

    /** The configuration text. */
    public Path config() {
        return path.resolve("run.conf");
    }

    /** The snapshots. */
    public Path snapshots() {
        return path.resolve("snapshots.jsonl");
    }

    /** The last snapshot. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** The state of its campaign after it, which the next run goes on from. */
    public Path campaign() {
        return path.resolve("campaign.json.gz");
    }

    /** What people wrote about it afterwards. */
    public Path notes() {
        return path.resolve("notes.jsonl");
    }

    /**
     * Makes the directory of the next run; two processes never get the same.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public static RunDirectory next(Path data) {
        try {
            Files.createDirectories(data);
            List<RunDirectory> all = all(data);
            int run = all.isEmpty() ? 1 : all.get(all.size() - 1).run() + 1;
            while (true) {
                Path path = data.resolve(String.format(Locale.ROOT, "run-%06d", run));
                try {
                    return new RunDirectory(Files.createDirectory(path), run);
                } catch (FileAlreadyExistsException e) {
                    run++; // another process was quicker
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a run in " + data, e);
        }
    }

    /** The run in this directory. */
    public static RunDirectory of(Path path) {
        Matcher matcher = NAME.matcher(path.toAbsolutePath().normalize().getFileName().toString());
        return new RunDirectory(path, matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0);
    }

    /**
     * Finds a run by its directory, or by its number in a data directory.
     *
     * @throws IllegalArgumentException if there is no such run
     */
    public static RunDirectory find(String name, Path data) {
        Path path = Path.of(name);
        if (Files.isDirectory(path.resolve("raw"))) {
            return of(path);
        }
        if (name.matches("\\d{1,9}")) {
            int run = Integer.parseInt(name);
            for (RunDirectory directory : all(data)) {
                if (directory.run() == run) {
                    return directory;
                }
            }
            throw new IllegalArgumentException("no run " + run + " in " + data);
        }
        throw new IllegalArgumentException(
                name + " is neither the directory of a run nor the number of one in " + data);
    }

    /** The runs of a data directory by number; none when there is no such directory. */
    public static List<RunDirectory> all(Path data) {
        List<RunDirectory> all = new ArrayList<>();
        if (!Files.isDirectory(data)) {
            return all;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(data, "run-*")) {
            for (Path path : paths) {
                if (NAME.matcher(path.getFileName().toString()).matches()) {
                    all.add(of(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the runs in " + data, e);
        }
        all.sort(java.util.Comparator.comparingInt(RunDirectory::run));
        return all;
    }

    /**
     * What its files hold [bytes]: of the queue's, which are longer, the part that is used. Without
     * the state of its campaign: how well that packs depends on its counts, which may be blinded.
     */
    public long bytes() {
        long[] sum = {0};
        walk(
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (file.getParent().endsWith(RunQueue.FOLDER)) {
                            sum[0] += usedBytes(file);
                        } else if (!file.equals(campaign())) {
                            sum[0] += attributes.size();
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE; // gone meanwhile
                    }
                });
        return sum[0];
    }

    private static long usedBytes(Path file) throws IOException {
        try {
            return QueueScan.usedBytes(file);
        } catch (NoSuchFileException e) {
            return 0; // gone meanwhile
        }
    }

    /** Deletes the run and all that is in it. */
    public void delete() {
        walk(
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException failed)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void walk(SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(path, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk through " + path, e);
        }
    }
}
