package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.queue.RunQueue;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.StartGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sources of one run. The stream with the charge of the pulses is started before the others and
 * ended after them, so that no mark of the run lies outside it.
 */
final class RunSources {

    /** Before a run has begun. */
    static final RunSources NONE = new RunSources(List.of(), "", Set.of(), 0);

    /** The digitizers wait no longer than so for the stream with the charge. */
    private static final long LEAD_MS = 1000;

    private final List<SourceRunner> all;
    private final List<SourceRunner> charge;
    private final List<SourceRunner> others;
    private final List<SourceRunner> digitizers;
    private final long drainMs;

    private RunSources(
            List<SourceRunner> all, String charge, Set<String> digitizers, double drainS) {
        this.all = all;
        this.charge = all.stream().filter(s -> s.config().name().equals(charge)).toList();
        this.others = all.stream().filter(s -> !s.config().name().equals(charge)).toList();
        this.digitizers = all.stream().filter(s -> digitizers.contains(s.config().name())).toList();
        drainMs = Math.round(1000 * drainS);
    }

    /** The sources of a configuration, none of them started. */
    static RunSources of(RunConfig config, RunQueue queue, WallClock clock) {
        List<SourceRunner> all = new ArrayList<>();
        StartGroups groups = new StartGroups();
        for (SourceConfig source : config.sources()) {
            all.add(new SourceRunner(source, queue.writer(source.id()), groups, clock));
        }
        Set<String> digitizers = new TreeSet<>();
        config.detector().channels().forEach(channel -> digitizers.add(channel.source()));
        digitizers.add(config.beam().markSource());
        return new RunSources(
                List.copyOf(all), config.beam().chargeSource(), digitizers, config.beam().drainS());
    }

    /** All of them, in the order of their ids. */
    List<SourceRunner> all() {
        return all;
    }

    /** Starts all; the digitizers when the stream with the charge delivers, or a little later. */
    void start() {
        charge.forEach(SourceRunner::start);
        charge.forEach(RunSources::awaitData);
        others.forEach(SourceRunner::start);
    }

    /** The run does not depend on what is awaited. */
    private static void awaitData(SourceRunner source) {
        long from = System.nanoTime();
        try {
            while (source.state() != SourceState.RUNNING
                    && System.nanoTime() - from < LEAD_MS * 1_000_000) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the others are started all the same
        }
    }

    /** Stops those that take data of the detector. */
    void pause() {
        stop(digitizers);
    }

    /** Starts them again. */
    void resume() {
        digitizers.forEach(source -> source.watch().forget());
        digitizers.forEach(SourceRunner::start);
    }

    /**
     * Reconciles each source with what is wanted of it: that it delivers.
     *
     * @param nanos {@link System#nanoTime}
     * @param say told what is done about one that does not
     * @param end told why the run must end
     */
    void look(long nanos, Consumer<String> say, Consumer<String> end) {
        for (SourceRunner source : all) {
            double lostS = source.watch().lostS(nanos);
            switch (source.watch().look(source.state(), nanos)) {
                case RESTART:
                    say.accept(what(source, lostS, "its driver is started anew"));
                    source.restart();
                    break;
                case GO_ON:
                    say.accept(what(source, lostS, "the run goes on without it"));
                    break;
                case END:
                    String name = source.config().name();
                    end.accept("source " + name + " delivers nothing (" + source.reason() + ")");
                    return;
                default:
            }
        }
    }

    private static String what(SourceRunner source, double lostS, String act) {
        return String.format(
                Locale.ROOT,
                "source %s: %s for %.0f s (%s): %s",
                source.config().name(),
                source.state(),
                lostS,
                source.reason(),
                act);
    }

    /**
     * Ends all.
     *
     * @param drained true to wait for the charge of the last marks, which comes later than they
     */
    void end(boolean drained) {
        stop(others);
        if (!charge.isEmpty() && drained) {
            try {
                TimeUnit.MILLISECONDS.sleep(drainMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the run is closed without the last charges
            }
        }
        stop(charge);
    }

    private static void stop(List<SourceRunner> some) {
        some.forEach(SourceRunner::stop);
        some.forEach(SourceRunner::close);
    }
}
