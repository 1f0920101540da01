package cevns.web.bench;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.Timing;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.SourceState;
import cevns.web.control.Acquisition;
import cevns.web.control.Command;
import cevns.web.control.LiveRun;
import cevns.web.control.SourceRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One run under load, taken as {@code sevens run} takes it: goal state, run control, drivers, queue
 * on disk, pipeline, snapshots. The emulators are in a process of their own.
 */
final class LoadStep {

    private static final int START_S = 60;

    /** Twenty seconds of cycles tell which is which by their intervals alone, at the latest. */
    private static final int ALIGN_S = 40;

    /** A pipeline that is not compiled yet falls behind at first, of a high load by seconds. */
    private static final int CATCH_UP_S = 40;

    private static final long LOOK_MS = 50;

    private final Bench bench;
    private final double factor;
    private final Path data;
    private final LoadPlan plan;
    private volatile byte[] published;
    private volatile LiveRun closed;

    /** What is read at the begin and at the end of the measurement. */
    private record Look(
            CpuTimes cpu, long written, long wire, long datagrams, long disk, long analysed) {}

    /**
     * @param factor times the detector's own rate
     * @param data an empty directory for the run; left as it is
     */
    LoadStep(Bench bench, double factor, Path data, LoadPlan plan) {
        this.bench = bench;
        this.factor = factor;
        this.data = data;
        this.plan = plan;
    }

    /**
     * Takes the run.
     *
     * @return null when it was told to stop before its time
     * @throws IOException if the emulators or the run do not come up
     */
    StepResult take() throws IOException, InterruptedException {
        try (SenderProcess sender = new SenderProcess(bench.load(factor, Map.of()), data)) {
            RunConfig config = bench.load(factor, sender.addresses());
            LatencyProbe probe = new LatencyProbe(config);
            Acquisition.Supply supply =
                    new Acquisition.Supply(
                            config,
                            1,
                            data,
                            snapshot -> publish(snapshot, probe),
                            () -> {},
                            run -> {},
                            run -> closed = run,
                            probe);
            try (Acquisition acquisition = new Acquisition(supply)) {
                LiveRun run = start(acquisition);
                if (!await(START_S, () -> areRunning(run))) {
                    throw new IOException("the boards did not come up in " + START_S + " s");
                }
                await(ALIGN_S, () -> areAligned(run));
                if (plan.stop().await(plan.warmUp())) {
                    return null;
                }
                double secondsRecords = Bench.offeredPerS(config);
                await(CATCH_UP_S, () -> run.lagRecords() < secondsRecords / 2);
                return measure(acquisition, run, sender, probe);
            }
        }
    }

    private void publish(Snapshot snapshot, LatencyProbe probe) {
        published = SnapshotJson.line(snapshot); // what the page is given
        probe.published();
    }

    private static LiveRun start(Acquisition acquisition) throws IOException {
        String who = System.getProperty("user.name", "bench");
        acquisition.command(new Command(Command.Action.START, who, "bench", ""));
        LiveRun run = acquisition.run();
        if (run == null) {
            throw new IOException(acquisition.reason());
        }
        return run;
    }

    /** True once it is so, or it was told to stop; false when it takes longer. */
    private boolean await(int seconds, BooleanSupplier isSo) throws InterruptedException {
        long from = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - from > TimeUnit.SECONDS.toNanos(seconds)) {
                return false;
            }
            if (plan.stop().await(Duration.ofMillis(LOOK_MS))) {
                return true;
            }
        }
        return true;
    }

    private static boolean areRunning(LiveRun run) {
        return boards(run).stream().allMatch(board -> board.state() == SourceState.RUNNING);
    }

    /** True when each board's cycles are known among those of the metronome, as a rule at once. */
    private static boolean areAligned(LiveRun run) {
        Snapshot latest = run.analysis().latest();
        return latest != null
                && latest.mark() >= 0
                && latest.beam().timing().clocks().stream().allMatch(Timing.Clock::aligned);
    }

    private static List<SourceRunner> boards(LiveRun run) {
        return run.control().sources().stream()
                .filter(source -> source.config().emulator().has("load"))
                .toList();
    }

    private StepResult measure(
            Acquisition acquisition, LiveRun run, SenderProcess sender, LatencyProbe probe)
            throws IOException, InterruptedException {
        List<SourceRunner> boards = boards(run);
        long appendedNs = appendNs(boards, probe);
        List<Snapshot.Source> before = ledger(run);
        probe.measure(true);
        Look begin = look(run, boards, sender, probe);
        boolean stopped = plan.stop().await(plan.duration());
        Look end = look(run, boards, sender, probe);
        probe.measure(false);
        long lag = run.lagRecords();
        appendedNs = appendNs(boards, probe) - appendedNs;
        acquisition.end(EndReason.TIME, "the bench has its time");
        Snapshot last = closed == null ? null : closed.analysis().latest();
        if (stopped || last == null) {
            return null;
        }
        probe.found().match(sender.sent());
        double ns = end.cpu.nanos() - begin.cpu.nanos();
        return new StepResult(
                factor,
                ns * 1e-9,
                Bench.offeredPerS(run.config()),
                (end.written - begin.written) * 1e9 / ns,
                (end.analysed - begin.analysed) * 1e9 / ns,
                (end.disk - begin.disk) * 1e9 / ns,
                (end.wire - begin.wire) * 1e9 / ns,
                (end.datagrams - begin.datagrams) * 1e9 / ns,
                lag,
                end.cpu.since(begin.cpu),
                appendedNs / ns / boards.size(),
                boards.stream()
                        .mapToLong(b -> probe.appends(b.config().id()).longestNs())
                        .max()
                        .orElse(0),
                Latency.of(probe.found().held()),
                Latency.of(probe.found().toHits()),
                Latency.of(probe.appendToHits()),
                Latency.of(probe.appendToSnapshot()),
                before,
                last.sources(),
                last.residual());
    }

    private static List<Snapshot.Source> ledger(LiveRun run) {
        Snapshot latest = run.analysis().latest();
        return latest == null ? List.of() : latest.sources();
    }

    private static long appendNs(List<SourceRunner> boards, LatencyProbe probe) {
        return boards.stream().mapToLong(b -> probe.appends(b.config().id()).spentNs()).sum();
    }

    private static Look look(
            LiveRun run, List<SourceRunner> boards, SenderProcess sender, LatencyProbe probe) {
        Set<String> families =
                boards.stream()
                        .map(SourceRunner::config)
                        .map(SourceConfig::family)
                        .collect(Collectors.toSet());
        return new Look(
                CpuTimes.now(families, sender),
                boards.stream().mapToLong(b -> b.counters().recordsWritten).sum(),
                boards.stream().mapToLong(b -> b.counters().bytes).sum(),
                boards.stream().mapToLong(b -> b.counters().datagrams).sum(),
                run.control().bytesWritten(),
                probe.waveforms());
    }

    /** The last snapshot as the page is given it; null before the first. */
    byte[] published() {
        return published;
    }
}
