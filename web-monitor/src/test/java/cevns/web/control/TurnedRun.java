package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Timing;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.queue.AppendObserver;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordSink;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceState;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.drivers.device.Digitizer;
import cevns.drivers.incident.Incident;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A run whose emulators, drivers and ticks go by a clock that is turned on as soon as what was due
 * has come over the sockets: minutes of data in seconds, on a slow machine as on a fast one.
 */
final class TurnedRun implements AutoCloseable {

    static final long START_NS = 1_795_168_800_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STEP_NS = SECOND_NS / 2;

    /** Of the thirty marks or pulses of a step so many are waited for. */
    private static final long ENOUGH = 18;

    /** What is due is waited for so long; hardly where the script says that nothing comes. */
    private static final long PATIENCE_NS = 10 * SECOND_NS;

    private static final long IMPATIENCE_NS = 4_000_000;

    private static final List<IncidentKind> SILENCE =
            List.of(
                    IncidentKind.NO_MARKS,
                    IncidentKind.ROLLOVER,
                    IncidentKind.STREAM_STALL,
                    IncidentKind.STREAM_CUT,
                    IncidentKind.LINK_CUT,
                    IncidentKind.BOARD_DOWN);

    private final AtomicLong nowNs = new AtomicLong(START_NS);
    private final AtomicLong hostAheadNs = new AtomicLong();
    private final WallClock host = () -> nowNs.get() + hostAheadNs.get();
    private final Emulators emulators;
    private final RunDirectory directory;
    private final RunConfig config;
    private final RunQueue queue;
    private final RunWriter control;
    private final Map<String, Digitizer> drivers = new LinkedHashMap<>();
    private final Map<String, AtomicLong> counts = new TreeMap<>();
    private final IncidentScript script;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Analysis analysis;
    private final Thread pipeline;
    private long enough = ENOUGH;
    private boolean ended;

    /** Starts a run in which these go wrong. */
    TurnedRun(Path folder, Map<String, ?> overrides, String... incidents) throws IOException {
        this(folder, overrides, null, incidents);
    }

    /** Starts one whose records go past somebody on their way into the queue; null for nobody. */
    TurnedRun(Path folder, Map<String, ?> overrides, AppendObserver disk, String... incidents)
            throws IOException {
        Map<String, Object> all = new HashMap<>(overrides);
        for (String source : List.of(RigConfig.BOARD, RigConfig.OTHER, RigConfig.SUPPLY)) {
            all.put("sources." + source + ".device.port", 1);
        }
        List<Incident> wrong = Stream.of(incidents).map(Incident::parse).toList();
        script = new IncidentScript(wrong, START_NS).at(RigConfig.BOARD, RigConfig.FACILITY);
        emulators = Emulators.byClock(RigConfig.in(folder, all), nowNs::get, wrong);
        all.putAll(emulators.addresses());
        config = RigConfig.in(folder, all);
        directory = RunDirectory.next(folder);
        queue = RunQueue.open(directory.path(), QueueSettings.RUN);
        control = queue.writer(0);
        queue.observe(disk);
        control.mark(Version.runStart(directory.run(), config, RunMode.SIMULATED, 1, START_NS, ""));
        analysis = Analysis.of(directory, directory.snapshots(), snapshots::add);
        pipeline = new Thread(analysis::run, "pipeline");
        pipeline.start();
        for (String name :
                List.of(RigConfig.FACILITY, RigConfig.BOARD, RigConfig.OTHER, RigConfig.SUPPLY)) {
            start(name);
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> isConnected(name));
        }
    }

    private boolean isConnected(String name) {
        SourceState state = drivers.get(name).state();
        return state == SourceState.READY || state == SourceState.RUNNING;
    }

    private void start(String name) {
        SourceConfig source =
                config.sources().stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Digitizer driver = Digitizers.family(source.family()).driver(source, host);
        drivers.put(source.name(), driver);
        AtomicLong last = new AtomicLong();
        counts.put(source.name(), last);
        driver.start(watched(queue.writer(source.id()), last));
    }

    /** The writer, which counts marks and pulses. */
    private static RecordSink watched(RunWriter writer, AtomicLong count) {
        return (RecordSink)
                Proxy.newProxyInstance(
                        RecordSink.class.getClassLoader(),
                        new Class<?>[] {RecordSink.class},
                        (proxy, method, args) -> {
                            try {
                                Object result = method.invoke(writer, args);
                                if (method.getName().startsWith("beam")) {
                                    count.incrementAndGet();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** The clock of the host steps, which is that of the drivers and of run control [s]. */
    void stepHost(double seconds) {
        hostAheadNs.addAndGet(Math.round(1e9 * seconds));
    }

    /** Waits for so many marks of the thirty of a step; 0 while somebody holds them up. */
    void awaits(long marks) {
        enough = marks;
    }

    /** Takes data until so long after the start [s]. */
    TurnedRun until(double seconds) {
        long endNs = START_NS + Math.round(1e9 * seconds);
        while (nowNs.get() < endNs) {
            long before = nowNs.get();
            long now = Math.min(endNs, before + STEP_NS);
            Map<String, Long> due = new HashMap<>();
            counts.forEach((source, count) -> due.put(source, count.get() + enough));
            nowNs.set(now);
            emulators.act();
            for (String source : List.of(RigConfig.BOARD, RigConfig.OTHER, RigConfig.FACILITY)) {
                await(source, due.get(source), isSilent(source, before, now));
            }
            if (now / SECOND_NS > before / SECOND_NS) {
                control.tick(host.nowNs());
            }
        }
        return this;
    }

    private void await(String source, long dueCount, boolean isSilent) {
        AtomicLong count = counts.get(source);
        boolean isDown = !isConnected(source); // what is due meanwhile is lost
        long limit = System.nanoTime() + (isSilent ? IMPATIENCE_NS : PATIENCE_NS);
        while (count.get() < dueCount
                && !(isDown && isConnected(source))
                && System.nanoTime() < limit) {
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean isSilent(String source, long fromNs, long toNs) {
        IncidentScript own = script.of(source);
        return enough == 0
                || SILENCE.stream().anyMatch(kind -> own.is(kind, fromNs) || own.is(kind, toNs));
    }

    /** Ends the run, which must verify, balance and replay to the same bytes; its last snapshot. */
    Snapshot verified() throws Exception {
        Snapshot last = finish();
        Verification verification = Verification.of(directory);
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.residual()).isZero();
        assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
        return last;
    }

    /** Ends the run, which must balance; its last snapshot. */
    Snapshot finish() throws Exception {
        drivers.values().forEach(Digitizer::stop);
        drivers.values().forEach(Digitizer::close);
        control.mark(new RunMark.RunEnd(host.nowNs(), EndReason.OPERATOR, ""));
        queue.close();
        ended = true;
        pipeline.join();
        analysis.writeSummary(directory);
        analysis.close();
        Snapshot last = snapshots.get(snapshots.size() - 1);
        assertThat(last.residual()).isZero();
        return last;
    }

    /** The problems of a run, by name, those of a source only; with first and last time [s]. */
    static Map<String, double[]> problems(Snapshot last, String source) {
        Map<String, double[]> all = new TreeMap<>();
        for (Timing.Problem problem : last.beam().timing().intervals()) {
            if (problem.source().equals(source)) {
                double firstS = (problem.firstNs() - START_NS) * 1e-9;
                double lastS = (problem.lastNs() - START_NS) * 1e-9;
                all.merge(
                        problem.problem(),
                        new double[] {firstS, lastS},
                        (a, b) -> new double[] {a[0], b[1]});
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            drivers.values().forEach(Digitizer::stop);
            drivers.values().forEach(Digitizer::close);
            queue.close();
        }
        emulators.close();
    }
}
