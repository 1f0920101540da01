package cevns.web.control;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.record.EndReason;
import cevns.daq.time.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes run after run. Operators set a {@link Goal}; ten times a second it is held against what
 * there is, and one step is taken towards it: a run is started, paused, resumed or ended, the next
 * one begun when the last has reached its time or size, and a start that failed tried again. All of
 * it happens on one thread; the methods may be called from any.
 */
public final class Acquisition implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Acquisition.class);
    private static final long LOOK_MS = 100;
    private static final int REMEMBERED = 1000;
    private static final long PATIENCE_S = 150;

    private final Supply supply;
    private final AuditLog audit;
    private final WallClock clock = WallClock.SYSTEM;
    private final CommandCounts counts = new CommandCounts();
    private final RetryDelay retry = new RetryDelay();
    private final ArrayDeque<String> taken = new ArrayDeque<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "acquisition"));
    private volatile Goal goal = Goal.IDLE;
    private volatile LiveRun run;
    private volatile String trouble = "";
    private volatile long ended;
    private volatile boolean failed;
    private Command lastCommand;

    /**
     * What the acquisition needs from outside.
     *
     * @param config of the runs
     * @param timeLapse real beam pulses that one pulse stands for
     * @param data the data directory
     * @param publish told of each snapshot, on the pipeline's thread
     * @param before called before each run, to make room for it
     * @param begun told of each run that has begun
     * @param closed told of each run that is closed and analysed
     * @param probe measures the runs; null for none
     */
    public record Supply(
            RunConfig config,
            double timeLapse,
            Path data,
            Consumer<Snapshot> publish,
            Runnable before,
            Consumer<LiveRun> begun,
            Consumer<LiveRun> closed,
            Probe probe) {

        /** For runs that are not measured. */
        public Supply(
                RunConfig config,
                double timeLapse,
                Path data,
                Consumer<Snapshot> publish,
                Runnable before,
                Consumer<LiveRun> begun,
                Consumer<LiveRun> closed) {
            this(config, timeLapse, data, publish, before, begun, closed, null);
        }
    }

    public Acquisition(Supply supply) {
        this.supply = supply;
        this.audit = new AuditLog(supply.data());
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** What is wanted. */
    public Goal goal() {
        return goal;
    }

    /** What there is. */
    public RunState state() {
        LiveRun present = run;
        if (present != null) {
            return present.control().state();
        }
        return trouble.isEmpty() ? RunState.IDLE : RunState.ERROR;
    }

    /** Why the state is not the goal, or what is wrong; empty when all is well. */
    public String reason() {
        LiveRun present = run;
        return present == null ? trouble : present.control().reason();
    }

    /** The run being taken; null between runs. */
    public LiveRun run() {
        return run;
    }

    /** The commands so far. */
    public CommandCounts commands() {
        return counts;
    }

    /** Runs that were taken and closed. */
    public long runsEnded() {
        return ended;
    }

    /** True when a run could not be begun, ended in error, or does not add up. */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * Does what an operator asks. A command that was taken before, by its id, is not done twice.
     * Every command is kept in the audit, one that is refused as well.
     */
    public Outcome command(Command command) {
        try {
            return thread.submit(() -> audited(command)).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            return new Outcome(Outcome.Result.REFUSED, "the program is ending");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(Outcome.Result.REFUSED, "interrupted");
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("command {} failed", command, e);
            return new Outcome(Outcome.Result.REFUSED, "run control failed: " + e.getCause());
        }
    }

    /** Ends the present run if there is one, and takes no more; returns when it is analysed. */
    @Override
    public void close() {
        end(EndReason.OPERATOR, "the program ended");
    }

    /**
     * Ends the present run if there is one, and takes no more; returns when it is closed and
     * analysed. A second call changes nothing.
     */
    public void end(EndReason why, String text) {
        try {
            thread.execute(
                    () -> {
                        goal = Goal.IDLE;
                        endRun(why, text);
                    });
        } catch (RejectedExecutionException e) {
            LOG.debug("already closed");
        }
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true; // what was taken must be closed all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome audited(Command command) {
        int number = run == null ? 0 : run.directory().run();
        Outcome outcome;
        if (!command.id().isEmpty() && taken.contains(command.id())) {
            outcome = new Outcome(Outcome.Result.ALREADY, "this request was taken before");
        } else {
            outcome = take(command);
            if (outcome.result() == Outcome.Result.DONE && !command.id().isEmpty()) {
                taken.addLast(command.id());
                if (taken.size() > REMEMBERED) {
                    taken.removeFirst();
                }
            }
        }
        audit.write(clock.nowNs(), number, command, outcome);
        counts.add(command.action(), outcome.result());
        LOG.info("{} by {}: {}", command.action(), command.who(), outcome.text());
        reconcile();
        return outcome;
    }

    private Outcome take(Command command) {
        switch (command.action()) {
            case START:
            case RESUME:
                return resume(command);
            case STOP:
                return towards(Goal.IDLE, command, "the run ends", "nothing is running");
            case PAUSE:
                return goal == Goal.IDLE
                        ? refused("Pause: nothing is running")
                        : towards(Goal.PAUSED, command, "the run is paused", "it is paused");
            case FLAG:
            case LIFT:
                return flag(command);
            default:
                return subrun(command);
        }
    }

    private Outcome resume(Command command) {
        boolean resumes = command.action() == Command.Action.RESUME;
        if (resumes && goal == Goal.IDLE) {
            return refused("Resume: nothing is paused");
        }
        retry.forget(); // who asks wants it tried now
        return towards(
                Goal.RUNNING,
                command,
                resumes ? "the run goes on" : "data are being taken",
                "data are being taken already");
    }

    private Outcome towards(Goal next, Command command, String done, String already) {
        if (goal == next) {
            return new Outcome(Outcome.Result.ALREADY, already);
        }
        goal = next;
        lastCommand = command;
        if (next == Goal.IDLE) {
            trouble = "";
        }
        return new Outcome(Outcome.Result.DONE, done);
    }

    private Outcome flag(Command command) {
        if (!isTaking()) {
            return refused(
                    "Flag: nothing is running; sevens runs --flag is for a run that is over");
        }
        if (command.comment().isBlank()) {
            return refused("Flag: a comment is expected that says why");
        }
        run.control().flag(command);
        boolean isBad = command.action() == Command.Action.FLAG;
        return new Outcome(
                Outcome.Result.DONE,
                isBad ? "nothing is counted from now on" : "data are counted again");
    }

    private boolean isTaking() {
        RunState state = state();
        return state == RunState.RUNNING || state == RunState.PAUSED;
    }

    private Outcome subrun(Command command) {
        if (!isTaking()) {
            return refused("Subrun: nothing is running");
        }
        run.control().nextSubrun(command);
        return new Outcome(Outcome.Result.DONE, "the next subrun begins");
    }

    private static Outcome refused(String why) {
        return new Outcome(Outcome.Result.REFUSED, why);
    }

    private void look() {
        try {
            reconcile();
        } catch (RuntimeException e) {
            LOG.error("run control failed", e);
            trouble = String.valueOf(e.getMessage());
            failed = true;
        }
    }

    /** One step from what there is to what is wanted. */
    private void reconcile() {
        if (run != null && run.control().isClosed()) {
            closed();
        }
        if (run == null) {
            if (goal != Goal.IDLE && retry.isDue(System.nanoTime())) {
                begin();
            }
            return;
        }
        RunState state = run.control().state();
        if (goal == Goal.IDLE) {
            endRun(EndReason.OPERATOR, "stopped by " + lastCommand.who());
        } else if (goal == Goal.PAUSED && state == RunState.RUNNING) {
            run.control().pause(lastCommand);
        } else if (goal == Goal.RUNNING && state == RunState.PAUSED) {
            run.control().resume(lastCommand);
        }
    }

    private void begin() {
        try {
            checkSpace();
            supply.before().run();
            run = LiveRun.start(supply);
            trouble = "";
            supply.begun().accept(run);
        } catch (IOException | RuntimeException e) {
            notBegun(e);
        }
    }

    /** A full disk is no reason to fill it with runs that end at once. */
    private void checkSpace() throws IOException {
        Files.createDirectories(supply.data());
        long free = Files.getFileStore(supply.data()).getUsableSpace();
        long needed = QueueSettings.RUN.reserveBytes() + 4 * QueueSettings.RUN.blockBytes();
        if (free < needed) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s has %d MiB free, a run needs %d MiB to begin",
                            supply.data(),
                            free >> 20,
                            needed >> 20));
        }
    }

    private void notBegun(Exception e) {
        double seconds = retry.failed(System.nanoTime()) * 1e-9;
        trouble =
                String.format(
                        Locale.ROOT,
                        "no run could be begun: %s; tried again in %.0f s",
                        e.getMessage(),
                        seconds);
        failed = true;
        if (e instanceof IOException) { // of the disk; it says all there is to say
            LOG.error("{}", trouble);
        } else {
            LOG.error("no run could be begun, tried again in {} s", Math.round(seconds), e);
        }
    }

    /** Asks for the end of the run and waits for it. */
    private void endRun(EndReason why, String text) {
        if (run != null) {
            run.stop(why, text);
            closed();
        }
    }

    private void closed() {
        LiveRun over = run;
        boolean sound = false;
        try {
            over.awaitDone();
            Snapshot last = over.analysis().latest();
            sound = last != null && last.residual() == 0 && !isTrouble(last.end());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.error("run {}: {}", over.directory().run(), e.getMessage());
        }
        String reason = over.control().reason();
        over.close();
        run = null;
        ended++;
        if (sound) {
            retry.forget();
            trouble = "";
        } else {
            failed = true;
            double seconds = retry.failed(System.nanoTime()) * 1e-9;
            trouble =
                    String.format(
                            Locale.ROOT,
                            "run %d: %s; the next in %.0f s",
                            over.directory().run(),
                            reason,
                            seconds);
        }
        supply.closed().accept(over);
    }

    private static boolean isTrouble(EndReason end) {
        return end == EndReason.ERROR || end == EndReason.DISK || end == EndReason.CRASH;
    }
}
