package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.EndReason;
import cevns.daq.record.Note;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run: starts its sources, writes marks and ticks, ends it for the first reason there is
 * (operator, size, time, disk), and closes it so that the ledger balances. All of it happens on the
 * control thread; the methods may be called from any.
 */
public final class RunControl implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);
    private static final long WATCH_MS = 100;

    private static final long SECOND_NS = 1_000_000_000L;

    private final RunConfig config;
    private final RunDirectory directory;
    private final WallClock clock;
    private final double timeLapse;
    private final String carried;
    private final Probe probe;
    private final UnblindingWatch unblinding;
    private final ScheduledExecutorService control =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "run-control"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile RunSources sources = RunSources.NONE;
    private RunQueue queue;
    private RunWriter marks;
    private long startNanos;
    private long ticks;
    private int subrun;
    private int timedSubruns;
    private volatile RunState state = RunState.IDLE;
    private volatile String reason = "";

    /**
     * Prepares a run; nothing starts yet.
     *
     * @param directory an empty directory for it
     * @param timeLapse real beam pulses that one pulse stands for; other than 1 the run is
     *     simulated
     * @param carried states of its campaign before it; empty for none
     */
    public RunControl(
            RunConfig config,
            RunDirectory directory,
            WallClock clock,
            double timeLapse,
            String carried) {
        this(config, directory, clock, timeLapse, carried, null);
    }

    /** Prepares a run that is measured; {@code probe} is null for none. */
    RunControl(
            RunConfig config,
            RunDirectory directory,
            WallClock clock,
            double timeLapse,
            String carried,
            Probe probe) {
        this.config = config;
        this.directory = directory;
        this.clock = clock;
        this.timeLapse = timeLapse;
        this.carried = carried;
        this.probe = probe;
        unblinding = new UnblindingWatch(config, mode(timeLapse), BlindRun.data(directory));
    }

    /** Where the data of such a run come from, before its sources have said more. */
    static RunMode mode(double timeLapse) {
        return timeLapse == 1 ? RunMode.LIVE : RunMode.SIMULATED;
    }

    /**
     * Starts the run. Returns when its first records are in the queue and all sources have been
     * told to start; {@link #sources} shows how far they are.
     *
     * @throws IOException if the run cannot be written
     */
    public void start() throws IOException {
        state(RunState.STARTING, "");
        Files.writeString(directory.config(), config.text());
        queue = RunQueue.open(directory.path(), QueueSettings.RUN);
        if (probe != null) {
            queue.observe(probe.appends());
        }
        try {
            marks = queue.writer(0);
            long nowNs = clock.nowNs();
            marks.mark(
                    Version.runStart(
                            directory.run(), config, mode(timeLapse), timeLapse, nowNs, carried));
            unblind(nowNs); // what was decided before stands before the first snapshot
            marks.mark(new RunMark.SubrunStart(nowNs, 0));
            startNanos = System.nanoTime();
            sources = RunSources.of(config, queue, clock);
            sources.start();
        } catch (RuntimeException e) {
            state(RunState.ERROR, e.getMessage());
            finish(EndReason.ERROR, e.getMessage());
            throw e;
        }
        state(RunState.RUNNING, "");
        control.scheduleAtFixedRate(this::watch, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends the run; a second call changes nothing. Returns at once, see {@link #awaitClosed}. */
    public void stop(EndReason why, String text) {
        onControl(() -> finish(why, text));
    }

    /**
     * Stops the digitizers and keeps the run open; what the beam does is recorded all the same.
     * Returns at once; without effect unless the run is running.
     */
    public void pause(Command command) {
        onControl(
                () -> {
                    if (state == RunState.RUNNING) {
                        note(command);
                        sources.pause();
                        state(RunState.PAUSED, "paused by " + command.who());
                    }
                });
    }

    /** Starts the digitizers again; without effect unless the run is paused. */
    public void resume(Command command) {
        onControl(
                () -> {
                    if (state == RunState.PAUSED) {
                        note(command);
                        sources.resume();
                        state(RunState.RUNNING, "");
                    }
                });
    }

    /** Begins the next subrun; without effect unless the run is running or paused. */
    public void nextSubrun(Command command) {
        whileTaking(command, this::beginSubrun);
    }

    /** Notes that the data are bad from now on, or good again; without effect between runs. */
    public void flag(Command command) {
        whileTaking(command, () -> {});
    }

    private void whileTaking(Command command, Runnable task) {
        onControl(
                () -> {
                    if (state == RunState.RUNNING || state == RunState.PAUSED) {
                        note(command);
                        task.run();
                    }
                });
    }

    /** True when the run is closed, for whatever reason. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits until the run is closed; false if that takes longer than the limit. */
    public boolean awaitClosed(long limitMs) throws InterruptedException {
        return closed.await(limitMs, TimeUnit.MILLISECONDS);
    }

    /** Waits until the run is closed, for whatever reason. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** What run control is doing. */
    public RunState state() {
        return state;
    }

    /** Why the state is what it is; empty when all is well. */
    public String reason() {
        return reason;
    }

    /** The sources of the run, in the order of their ids. */
    public List<SourceRunner> sources() {
        return sources.all();
    }

    /** Records appended so far. */
    public long recordsWritten() {
        return queue == null ? 0 : queue.records();
    }

    /** Bytes appended so far. */
    public long bytesWritten() {
        return queue == null ? 0 : queue.bytes();
    }

    /** Ends the run if it has not ended, and waits for it. */
    @Override
    public void close() {
        stop(EndReason.OPERATOR, "the program ended");
        boolean interrupted = false;
        while (closed.getCount() > 0) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                interrupted = true; // the run must be closed all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            if (state != RunState.RUNNING && state != RunState.PAUSED) {
                return;
            }
            long nanos = System.nanoTime();
            long elapsedNs = nanos - startNanos;
            while (ticks < elapsedNs / SECOND_NS) {
                ticks++;
                marks.tick(clock.nowNs());
                unblind(clock.nowNs());
            }
            if (state == RunState.RUNNING) {
                sources.look(nanos, this::say, text -> finish(EndReason.ERROR, text));
            }
            RunConfig.Limits limits = config.limits();
            double elapsedS = elapsedNs * 1e-9;
            if (queue.isFull()) {
                String free = queue.freeBytes() / (1 << 20) + " MiB free";
                finish(EndReason.DISK, "the disk is nearly full: " + free);
            } else if (limits.maxBytes() > 0 && queue.bytes() >= limits.maxBytes()) {
                finish(EndReason.SIZE, "the run reached " + limits.maxBytes() + " bytes");
            } else if (limits.maxS() > 0 && elapsedS >= limits.maxS()) {
                finish(EndReason.TIME, "the run reached " + limits.maxS() + " s");
            } else if (limits.subrunS() > 0 && elapsedS >= (timedSubruns + 1) * limits.subrunS()) {
                timedSubruns++;
                beginSubrun();
            }
        } catch (RuntimeException e) {
            LOG.error("run {}: run control failed", directory.run(), e);
            finish(EndReason.ERROR, e.toString());
        }
    }

    private void unblind(long nowNs) {
        unblinding.look().ifPresent(decided -> marks.note(decided.note(nowNs)));
    }

    private void say(String text) {
        LOG.warn("run {}: {}", directory.run(), text);
        marks.note(new Note(clock.nowNs(), "run control", "command", text));
    }

    private void beginSubrun() {
        subrun++;
        marks.mark(new RunMark.SubrunStart(clock.nowNs(), subrun));
    }

    private void note(Command command) {
        marks.note(command.note(clock.nowNs()));
    }

    private void onControl(Runnable task) {
        try {
            control.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("run {} has already ended", directory.run());
        }
    }

    private void finish(EndReason why, String text) {
        if (state == RunState.STOPPING || closed.getCount() == 0) {
            return;
        }
        if (queue == null) { // it could not even be begun
            over(RunState.ERROR, text);
            return;
        }
        state(RunState.STOPPING, text);
        LOG.info("run {} ends: {}", directory.run(), text);
        sources.end(why != EndReason.DISK);
        try {
            marks.mark(new RunMark.RunEnd(clock.nowNs(), why, text));
        } finally {
            try {
                queue.close();
            } finally {
                over(why == EndReason.ERROR ? RunState.ERROR : RunState.IDLE, text);
            }
        }
    }

    private void over(RunState last, String text) {
        state(last, text);
        closed.countDown();
        control.shutdown();
    }

    private void state(RunState next, String why) {
        state = next;
        reason = why;
    }
}
