package cevns.web.control;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.queue.QueueScan;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import cevns.daq.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Whether a run is whole: every record's checksum, the ledger of every source recomputed from the
 * records alone, and the snapshots of a replay byte for byte against those that were logged.
 *
 * @param records records in the queue
 * @param badRecords records or places that are damaged or not known
 * @param sources the ledger of each source, recomputed
 * @param residual sum of the absolute residuals
 * @param replay what came of the replay
 * @param problems what is wrong and where, one line each
 */
public record Verification(
        long records,
        long badRecords,
        List<Snapshot.Source> sources,
        long residual,
        Replay replay,
        List<String> problems) {

    /** What came of comparing a replay with the logged snapshots. */
    public enum Replay {
        /** The same bytes. */
        IDENTICAL,
        /** Other bytes from the same version of the program. */
        DIFFERENT,
        /** Nothing to compare: no log, a damaged queue, or another version of the program. */
        NOT_COMPARED
    }

    private static final int MAX_SKIPPED_NAMED = 20;

    /** True when nothing is wrong. */
    public boolean ok() {
        return badRecords == 0 && residual == 0 && replay != Replay.DIFFERENT && problems.isEmpty();
    }

    /**
     * Checks a run. What is in its directory is not changed.
     *
     * @throws IOException if the disk fails
     */
    public static Verification of(RunDirectory directory) throws IOException {
        return of(directory, fraction -> {});
    }

    /** The same, telling how much is done, 0…1, from time to time. */
    public static Verification of(RunDirectory directory, DoubleConsumer progress)
            throws IOException {
        List<String> problems = new ArrayList<>();
        Scan seen = new Scan(problems);
        QueueScan scan = QueueScan.of(directory.path(), seen, f -> progress.accept(f / 2));
        scan.damages().forEach(damage -> problems.add(damage.toString()));
        if (seen.start == null) {
            problems.add("no RUN_START record: this is not the beginning of a run");
            return new Verification(
                    scan.records(),
                    scan.damaged() + seen.skipped,
                    List.of(),
                    0,
                    Replay.NOT_COMPARED,
                    problems);
        }
        if (!seen.ended) {
            problems.add("no RUN_END record: the run is still being taken, or its process died");
        }
        Path scratch = Files.createTempDirectory("sevens-verify-");
        Path replayed = scratch.resolve("snapshots.jsonl");
        scratch.toFile().deleteOnExit(); // after Ctrl-C too, the last named first
        replayed.toFile().deleteOnExit();
        try (Analysis analysis = Analysis.of(directory, replayed, snapshot -> {})) {
            // A run that is being taken is checked as far as it was when we looked.
            analysis.run(
                    () -> {
                        progress.accept(0.5 + analysis.fraction() / 2);
                        return !seen.ended && analysis.recordsRead() >= scan.records();
                    });
            boolean comparable = scan.damaged() == 0 && seen.ended;
            Replay replay =
                    comparable
                            ? compare(directory, replayed, seen.start, problems)
                            : Replay.NOT_COMPARED;
            List<Snapshot.Source> sources = analysis.pipeline().sources();
            return new Verification(
                    scan.records(),
                    scan.damaged() + seen.skipped,
                    sources,
                    residual(sources),
                    replay,
                    problems);
        } finally {
            Files.deleteIfExists(replayed);
            Files.deleteIfExists(scratch);
        }
    }

    /** The version of the program that took a run; empty if its first record cannot be read. */
    public static String codeVersion(RunDirectory directory) {
        RunMark.RunStart start = FirstRecord.of(directory);
        return start == null ? "" : start.codeVersion();
    }

    private static long residual(List<Snapshot.Source> sources) {
        long sum = 0;
        for (Snapshot.Source source : sources) {
            long out = source.built() + source.pending();
            for (long rejected : source.rejected().values()) {
                out += rejected;
            }
            for (long lost : source.lost().values()) {
                out += lost;
            }
            sum += Math.abs(source.read() - out);
        }
        return sum;
    }

    private static Replay compare(
            RunDirectory directory, Path replayed, RunMark.RunStart start, List<String> problems)
            throws IOException {
        if (!Files.isRegularFile(directory.snapshots())) {
            problems.add("no snapshots.jsonl to compare the replay with");
            return Replay.NOT_COMPARED;
        }
        long at = Files.mismatch(directory.snapshots(), replayed);
        if (at < 0) {
            return Replay.IDENTICAL;
        }
        if (!start.codeVersion().equals(Version.program())) {
            return Replay.NOT_COMPARED;
        }
        problems.add("the replay differs from snapshots.jsonl at byte " + at);
        return Replay.DIFFERENT;
    }

    /** Passes over the records once, and remembers how the run begins and ends. */
    private static final class Scan implements RecordHandler {
        private final List<String> problems;
        private RunMark.RunStart start;
        private boolean ended;
        private long skipped;

        Scan(List<String> problems) {
            this.problems = problems;
        }

        @Override
        public void onMark(RunMark mark) {
            if (mark instanceof RunMark.RunStart s && start == null) {
                start = s;
            }
            ended |= mark instanceof RunMark.RunEnd;
        }

        @Override
        public void onSkipped(SkippedRecord record) {
            if (record.why() == SkippedRecord.Why.DAMAGED) {
                return; // the scan names it with its offset
            }
            skipped++;
            if (skipped <= MAX_SKIPPED_NAMED) {
                problems.add(record.toString());
            }
        }
    }
}
