package cevns.web.control;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run being taken and analysed at the same time. */
public final class LiveRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

    private final RunConfig config;
    private final RunDirectory directory;
    private final RunCatalogue catalogue;
    private final RunControl control;
    private final Analysis analysis;
    private final Thread pipeline;
    private final double timeLapse;
    private volatile Throwable failure;

    private LiveRun(
            RunConfig config, double timeLapse, Path data, Consumer<Snapshot> publish, Probe probe)
            throws IOException {
        this.config = config;
        this.timeLapse = timeLapse;
        this.catalogue = RunCatalogue.open(data);
        this.directory = RunDirectory.next(data);
        this.control =
                new RunControl(
                        config, directory, WallClock.SYSTEM, timeLapse, carried(data), probe);
        try {
            control.start();
            this.analysis =
                    Analysis.of(
                            directory,
                            directory.snapshots(),
                            timeLapse == 1 ? publish : publish.andThen(this::endIfReal),
                            probe);
        } catch (IOException | RuntimeException e) {
            control.close();
            throw e;
        }
        this.pipeline = new Thread(this::analyse, "pipeline");
    }

    private String carried(Path data) throws IOException {
        try {
            return Campaigns.carried(config, timeLapse, data, directory.run());
        } catch (IOException | RuntimeException e) {
            directory.delete(); // nothing has been taken
            throw e;
        }
    }

    /** Starts the next run in a data directory, in real time. */
    public static LiveRun start(RunConfig config, Path data, Consumer<Snapshot> publish)
            throws IOException {
        return start(config, 1, data, publish);
    }

    /**
     * Starts the next run in a data directory.
     *
     * @param timeLapse real beam pulses that one pulse of the emulators stands for. Other than 1
     *     the run is simulated, and ends as soon as a source turns out to be a real device
     * @param publish told of each snapshot, on the pipeline's thread
     * @throws IOException if the run cannot be written
     */
    public static LiveRun start(
            RunConfig config, double timeLapse, Path data, Consumer<Snapshot> publish)
            throws IOException {
        return begun(new LiveRun(config, timeLapse, data, publish, null));
    }

    /** Starts the next run of an acquisition. */
    static LiveRun start(Acquisition.Supply supply) throws IOException {
        return begun(
                new LiveRun(
                        supply.config(),
                        supply.timeLapse(),
                        supply.data(),
                        supply.publish(),
                        supply.probe()));
    }

    private static LiveRun begun(LiveRun run) {
        run.pipeline.start();
        run.update();
        return run;
    }

    /** Its configuration. */
    public RunConfig config() {
        return config;
    }

    /** Where it lies. */
    public RunDirectory directory() {
        return directory;
    }

    /** Its run control. */
    public RunControl control() {
        return control;
    }

    /** Its analysis. */
    public Analysis analysis() {
        return analysis;
    }

    /** Records that the analysis is behind the writers. */
    public long lagRecords() {
        return Math.max(0, control.recordsWritten() - analysis.recordsRead());
    }

    /** Asks for the end of the run; returns at once. */
    public void stop(EndReason why, String text) {
        control.stop(why, text);
    }

    /**
     * Waits until the run is closed, all of it is analysed, and the catalogue knows.
     *
     * @throws IllegalStateException if the analysis failed; the run itself is safe
     */
    public void awaitDone() throws InterruptedException {
        control.awaitClosed();
        pipeline.join();
        if (failure != null) {
            throw new IllegalStateException(
                    "the analysis of run "
                            + directory.run()
                            + " failed; its records are safe, replay it: "
                            + failure,
                    failure);
        }
    }

    /** Ends the run if it has not ended, and waits until it is closed and analysed. */
    @Override
    public void close() {
        control.close();
        boolean interrupted = false;
        while (pipeline.isAlive()) {
            try {
                pipeline.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was taken must be analysed all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void analyse() {
        try (analysis) {
            analysis.run();
            analysis.writeSummary(directory);
        } catch (IOException | RuntimeException e) {
            failure = e;
            LOG.error("run {}: the analysis failed", directory.run(), e);
            control.stop(EndReason.ERROR, "the analysis failed: " + e);
        } finally {
            update();
        }
    }

    /** Nothing that is not emulated may be counted many times over. */
    private void endIfReal(Snapshot snapshot) {
        for (Snapshot.Source source : snapshot.sources()) {
            if (source.read() > 0 && !source.simulated()) {
                control.stop(
                        EndReason.ERROR,
                        String.format(
                                Locale.ROOT,
                                "source %s is not emulated: no time-lapse (%.0f) for real data",
                                source.name(),
                                timeLapse));
            }
        }
    }

    private void update() {
        try {
            catalogue.update(directory);
        } catch (RuntimeException e) { // only an index: the run is not worth less without it
            LOG.warn("run {}: the catalogue was not updated: {}", directory.run(), e.getMessage());
        }
    }
}
