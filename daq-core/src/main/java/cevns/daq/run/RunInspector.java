package cevns.daq.run;

import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.DamagedQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMark.RunEnd;
import cevns.daq.record.RunMark.RunStart;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.StatusView;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;

/** Reads from a run's directory what the catalogue says of it: its first and its last records. */
public final class RunInspector {

    private static final int FIRST_RECORDS = 64;

    /** So far a live run is looked through for a source that says it is simulated. */
    private static final long MOST_RECORDS = 10_000;

    private static final long MOST_BYTES = 64L << 20;

    private RunInspector() {}

    /**
     * Looks at one run.
     *
     * @return what it is, or null if no run has begun in the directory
     */
    public static RunInfo look(RunDirectory directory) {
        if (!Files.isDirectory(directory.path().resolve("raw"))) {
            return null;
        }
        Marks marks = new Marks();
        boolean growing;
        try (RunReader reader = new RunReader(directory.path())) {
            growing = reader.isGrowing();
            int told = reader.poll(marks, FIRST_RECORDS);
            RunConfig config = marks.start == null ? null : config(marks.start);
            while (told > 0
                    && !marks.knowMode(config)
                    && reader.number() < MOST_RECORDS
                    && reader.bytes() < MOST_BYTES) {
                told = reader.poll(marks, FIRST_RECORDS);
            }
            reader.last(marks);
        } catch (DamagedQueue e) {
            growing = false; // what the marks say so far is what is known
        }
        if (marks.start == null) {
            return null;
        }
        RunEnd end = marks.end;
        RunConfig config = config(marks.start);
        RunInfo.State state =
                end != null
                        ? RunInfo.State.CLOSED
                        : growing ? RunInfo.State.RUNNING : RunInfo.State.CRASHED;
        return new RunInfo(
                marks.start.run(),
                config == null ? "" : config.name(),
                directory.absolute(),
                state,
                marks.simulated ? RunMode.SIMULATED : marks.start.mode(),
                marks.start.timeNs(),
                end == null ? 0 : end.timeNs(),
                end == null ? null : end.reason(),
                config == null ? "" : config.detector().name(),
                directory.bytes());
    }

    private static RunConfig config(RunStart start) {
        try {
            return RunConfig.ofText(start.configText());
        } catch (InvalidConfig e) {
            return null; // written by another version of the program
        }
    }

    private static final class Marks implements RecordHandler {
        private RunStart start;
        private RunEnd end;
        private boolean simulated;
        private final Set<Integer> running = new TreeSet<>();

        /** True when no source that comes later can change the mode. */
        boolean knowMode(RunConfig config) {
            return start == null
                    || simulated
                    || start.mode() != RunMode.LIVE
                    || config != null && running.size() >= config.sources().size();
        }

        @Override
        public void onMark(RunMark mark) {
            if (mark instanceof RunStart s) {
                start = s;
            } else if (mark instanceof RunEnd e) {
                end = e;
            }
        }

        @Override
        public void onInfo(int sourceId, SourceInfo info) {
            simulated |= info.simulated();
        }

        @Override
        public void onStatus(StatusView status) {
            if (status.state() == SourceState.RUNNING) {
                running.add(status.sourceId());
            }
        }
    }
}
