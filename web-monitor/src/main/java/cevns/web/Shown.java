package cevns.web;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.Trace;
import cevns.daq.config.RunConfig;
import cevns.daq.record.SourceCounters;
import cevns.web.control.Acquisition;
import cevns.web.control.Analysis;
import cevns.web.control.Goal;
import cevns.web.control.LiveRun;
import cevns.web.control.RunState;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Health;
import cevns.web.dashboard.History;
import cevns.web.dashboard.Published;
import cevns.web.dashboard.Viewers;
import cevns.web.metrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the dashboard shows: the run that a command takes or reads just now. */
final class Shown implements Feed {

    private final FileStore store;
    private final History history = new History();
    private final boolean replay;
    private final double speed;
    private volatile RunConfig config;
    private volatile Published latest;
    private volatile Analysis analysis;
    private volatile Metrics metrics;
    private Acquisition acquisition;
    private Viewers viewers;
    private volatile Supplier<Progress> progress = () -> Progress.NONE;

    /** State of the run and how far the reading is; what only the command knows. */
    private record Progress(RunState state, Goal goal, String reason, long written, long bytes) {
        private static final Progress NONE = new Progress(RunState.IDLE, Goal.IDLE, "", 0, 0);
    }

    private Shown(Path data, RunConfig config, boolean replay, double speed) throws IOException {
        this.store = Files.getFileStore(data);
        this.config = config;
        this.replay = replay;
        this.speed = speed;
    }

    /** For a run being taken. */
    static Shown live(Path data, RunConfig config) throws IOException {
        return new Shown(Files.createDirectories(data), config, false, 1);
    }

    /** For a recorded run. */
    static Shown replay(Path data, RunConfig config, double speed) throws IOException {
        return new Shown(data, config, true, speed);
    }

    /** The text of {@code /metrics}. */
    String metrics() {
        return metrics.scrape();
    }

    /** From now on the metrics tell of these viewers too. */
    void watch(Viewers viewers) {
        this.viewers = viewers;
        count(Map.of());
    }

    /** Takes a snapshot; called on the pipeline's thread. */
    void publish(Snapshot snapshot) {
        history.add(snapshot);
        latest = new Published(snapshot, SnapshotJson.line(snapshot));
    }

    /** From now on this is who takes the runs; before the first run begins. */
    void watch(Acquisition runs) {
        acquisition = runs;
        progress = () -> progress(runs);
        count(Map.of());
    }

    private static Progress progress(Acquisition runs) {
        LiveRun run = runs.run();
        long records = run == null ? 0 : run.control().recordsWritten();
        long bytes = run == null ? 0 : run.control().bytesWritten();
        return new Progress(runs.state(), runs.goal(), runs.reason(), records, bytes);
    }

    /** From now on this run is shown. */
    void show(LiveRun run) {
        config = run.config();
        analysis = run.analysis();
        Map<String, SourceCounters> counters = new LinkedHashMap<>();
        run.control().sources().forEach(s -> counters.put(s.config().name(), s.counters()));
        count(counters);
    }

    /** From now on this recorded run is shown. */
    void show(Analysis recorded, RunConfig with) {
        config = with;
        progress =
                () -> {
                    RunState state = recorded.ended() ? RunState.IDLE : RunState.RUNNING;
                    String reason = recorded.ended() ? "the end of the recorded run" : "";
                    return new Progress(
                            state, Goal.IDLE, reason, recorded.recordsRead(), recorded.bytesRead());
                };
        analysis = recorded;
    }

    @Override
    public RunConfig config() {
        return config;
    }

    @Override
    public Published latest() {
        return latest;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public List<Trace> traces() {
        Analysis shown = analysis;
        return shown == null ? List.of() : shown.traces();
    }

    @Override
    public Health health() {
        Progress now = progress.get();
        Analysis shown = analysis;
        long read = shown == null ? 0 : shown.recordsRead();
        Runtime runtime = Runtime.getRuntime();
        return new Health(
                now.state(),
                now.goal(),
                now.reason(),
                Math.max(0, now.written() - read),
                now.written(),
                now.bytes(),
                space(true),
                space(false),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory());
    }

    @Override
    public boolean replay() {
        return replay;
    }

    @Override
    public double speed() {
        return speed;
    }

    private void count(Map<String, SourceCounters> counters) {
        Metrics fresh = new Metrics(this, counters);
        fresh.watch(viewers);
        if (acquisition != null) {
            fresh.watch(acquisition.commands());
        }
        metrics = fresh;
    }

    private long space(boolean free) {
        try {
            return free ? store.getUsableSpace() : store.getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask for the free space", e);
        }
    }
}
