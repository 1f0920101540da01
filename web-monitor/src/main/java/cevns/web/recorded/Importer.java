package cevns.web.recorded;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordSink;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.RecordedFormat;
import cevns.web.control.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Makes a run from files that another program recorded. Several files are merged by time; a tick is
 * written for each second of their time, as run control writes one for each second of a live run.
 */
public final class Importer {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int STEPS_BETWEEN_PROGRESS = 1000;

    /** A jump of time by more than this is not filled with ticks: it is one damaged time. */
    private static final long LONGEST_FILLED_NS = 3_600 * SECOND_NS;

    private final RunConfig config;
    private final RunQueue queue;
    private final BooleanSupplier isStopped;
    private final DoubleConsumer progress;
    private final Map<String, RunWriter> writers = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int lastId;
    private long tickNs = Long.MIN_VALUE;

    /**
     * What an import made.
     *
     * @param directory the run
     * @param records records in its queue
     * @param problems what was wrong with the files and where
     */
    public record Result(RunDirectory directory, long records, List<String> problems) {}

    private Importer(
            RunConfig config, RunQueue queue, BooleanSupplier isStopped, DoubleConsumer progress) {
        this.config = config;
        this.queue = queue;
        this.isStopped = isStopped;
        this.progress = progress;
        this.lastId = config.sources().stream().mapToInt(SourceConfig::id).max().orElse(0);
    }

    /**
     * Imports files into a new run; its analysis is another matter.
     *
     * @param files the files of one run, of formats that the configuration has a source for
     * @param directory an empty directory for the run
     * @param carried states of its campaign before it; empty for a run that stands alone
     * @param isStopped true when the import is to be given up
     * @param progress told how much is done, 0…1, from time to time
     * @throws CancellationException if it was given up; what is in the directory is of no use then
     * @throws InvalidConfig if no source of the configuration reads such a file
     * @throws IOException if a disk fails
     */
    public static Result run(
            List<Path> files,
            RunConfig config,
            RunDirectory directory,
            String carried,
            WallClock clock,
            BooleanSupplier isStopped,
            DoubleConsumer progress)
            throws IOException {
        Files.writeString(directory.config(), config.text());
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN)) {
            Importer importer = new Importer(config, queue, isStopped, progress);
            RunWriter control = queue.writer(0);
            long nowNs = clock.nowNs();
            int run = directory.run();
            control.mark(Version.runStart(run, config, RunMode.IMPORT, 1, nowNs, carried));
            control.mark(new RunMark.SubrunStart(nowNs, 0));
            importer.readAll(files, control);
            EndReason reason = queue.isFull() ? EndReason.DISK : EndReason.OPERATOR;
            String text = queue.isFull() ? "the disk is full" : "import complete";
            control.mark(new RunMark.RunEnd(clock.nowNs(), reason, text));
            return new Result(directory, queue.records(), List.copyOf(importer.problems));
        }
    }

    private void readAll(List<Path> paths, RunWriter control) throws IOException {
        Map<Path, RecordedFile> open = new HashMap<>();
        List<Path> order = new ArrayList<>(paths);
        long totalBytes = 0;
        for (Path path : paths) {
            totalBytes += Files.size(path);
        }
        long steps = 0;
        try {
            for (Path path : paths) {
                RecordedFormat format = Digitizers.formatOf(path);
                SourceConfig source = sourceFor(format, path);
                ConfigTree device = source.device();
                open.put(path, format.open(path, device, key -> writer(format.family(), key)));
            }
            while (!order.isEmpty() && !queue.isFull()) {
                if (++steps % STEPS_BETWEEN_PROGRESS == 0) {
                    progress.accept((double) bytesRead() / totalBytes);
                }
                if (isStopped.getAsBoolean()) {
                    throw new CancellationException(
                            "the import was stopped; nothing of it is kept");
                }
                Path earliest = order.get(0);
                for (Path path : order) {
                    if (open.get(path).timeNs() < open.get(earliest).timeNs()) {
                        earliest = path;
                    }
                }
                tick(control, open.get(earliest).timeNs());
                RecordedFile file = open.get(earliest);
                if (!file.next()) {
                    order.remove(earliest);
                    String name = earliest.getFileName() + ": ";
                    file.report().problems().forEach(problem -> problems.add(name + problem));
                }
            }
        } finally {
            for (RecordedFile file : open.values()) {
                file.close();
            }
        }
    }

    private long bytesRead() {
        return writers.values().stream().mapToLong(writer -> writer.counters().bytes).sum();
    }

    private void tick(RunWriter control, long timeNs) {
        if (timeNs == 0) {
            return; // nothing has been read from this file yet
        }
        if (tickNs == Long.MIN_VALUE || Math.abs(timeNs - tickNs) > LONGEST_FILLED_NS) {
            tickNs = Math.floorDiv(timeNs, SECOND_NS) * SECOND_NS;
        }
        while (timeNs >= tickNs + SECOND_NS) {
            tickNs += SECOND_NS;
            control.tick(tickNs);
        }
    }

    private SourceConfig sourceFor(RecordedFormat format, Path path) {
        return config.sources().stream()
                .filter(source -> source.family().equals(format.family()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidConfig(
                                        path
                                                + " is a "
                                                + format.name()
                                                + " file, but no source of "
                                                + config.name()
                                                + " has the family "
                                                + format.family()));
    }

    private RecordSink writer(String family, String key) {
        return writers.computeIfAbsent(family + " " + key, k -> queue.writer(id(family, key)));
    }

    private int id(String family, String key) {
        SourceConfig any = null;
        for (SourceConfig source : config.sources()) {
            if (source.family().equals(family)) {
                if (source.key().equals(key)) {
                    return source.id();
                }
                if (source.key().isEmpty() && !isTaken(source)) {
                    any = any == null ? source : any;
                }
            }
        }
        // A source that the configuration does not name still goes in: nothing is dropped here.
        return any != null ? any.id() : ++lastId;
    }

    private boolean isTaken(SourceConfig source) {
        return writers.values().stream().anyMatch(writer -> writer.sourceId() == source.id());
    }
}
