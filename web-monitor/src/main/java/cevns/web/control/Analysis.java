package cevns.web.control;

import cevns.analysis.Pipeline;
import cevns.analysis.monitor.CampaignState;
import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.SnapshotLog;
import cevns.analysis.monitor.Trace;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.DamagedQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.Unblinding;
import cevns.daq.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The pipeline at work on one run, whether it still grows or was closed long ago: reads the queue,
 * logs each snapshot, publishes the latest. One thread calls {@link #run}; others may look at the
 * latest snapshot, the traces and the lag.
 */
public final class Analysis implements AutoCloseable {

    private static final int RECORDS_PER_POLL = 256;
    private static final long PARK_NS = 100_000;
    private static final int IDLE_TURNS_PER_LOOK = 500;

    private final RunReader reader;
    private final Pipeline pipeline;
    private final RecordHandler handler;
    private final SnapshotLog log;
    private final Consumer<Snapshot> publish;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>();

    private Analysis(
            RunDirectory directory,
            RunConfig other,
            List<CampaignState> carried,
            Unblinding decided,
            Path log,
            Consumer<Snapshot> publish,
            Probe probe)
            throws IOException {
        this.log = log == null ? null : new SnapshotLog(log);
        try {
            this.reader = new RunReader(directory.path());
        } catch (RuntimeException e) {
            closeLog();
            throw e;
        }
        this.publish = publish;
        this.pipeline = new Pipeline(this::onSnapshot, other, carried, decided);
        this.handler = probe == null ? pipeline : probe.around(pipeline);
    }

    /**
     * The analysis of a run as it was configured.
     *
     * @param log new file that takes each snapshot as a line; null for none
     * @param publish told of each snapshot, on the analysis' thread
     */
    public static Analysis of(RunDirectory directory, Path log, Consumer<Snapshot> publish)
            throws IOException {
        return of(directory, log, publish, null);
    }

    /** The same, measured; {@code probe} is null for none. */
    static Analysis of(RunDirectory directory, Path log, Consumer<Snapshot> publish, Probe probe)
            throws IOException {
        return new Analysis(directory, null, null, null, log, publish, probe);
    }

    /**
     * The analysis of a run in another way than it was taken.
     *
     * @param carried states of the campaign before the run; null for what the run carries
     * @param other the configuration to use; null for the run's own
     * @param decided the decision of two people that opens this analysis of a blind run; null for
     *     none
     */
    public static Analysis with(
            List<CampaignState> carried,
            RunConfig other,
            Unblinding decided,
            RunDirectory directory,
            Path log,
            Consumer<Snapshot> publish)
            throws IOException {
        return new Analysis(directory, other, carried, decided, log, publish, null);
    }

    /**
     * Works until the run has ended, or until nothing more can come of it: a run whose process died
     * has no end.
     */
    public void run() {
        run(() -> false);
    }

    /**
     * Works as {@link #run()} does, but no longer than until it is told to stop.
     *
     * @throws IllegalStateException if the analysis of a blind run fails: what is wrong may tell of
     *     its events, so only the kind and the place of it are told
     */
    public void run(BooleanSupplier isStopped) {
        try {
            readOn(isStopped);
        } catch (InvalidConfig | UncheckedIOException | DamagedQueue e) {
            throw e; // about texts and disks, not about events
        } catch (RuntimeException e) {
            if (!pipeline.isBlind()) {
                throw e;
            }
            StackTraceElement[] trace = e.getStackTrace();
            throw new IllegalStateException(
                    e.getClass().getName()
                            + (trace.length == 0 ? "" : " at " + trace[0])
                            + "; its text is left out, for the run is blind");
        }
    }

    private void readOn(BooleanSupplier isStopped) {
        int idle = 0;
        while (!pipeline.ended() && !isStopped.getAsBoolean()) {
            if (reader.poll(handler, RECORDS_PER_POLL) > 0) {
                idle = 0;
                continue;
            }
            // Whether somebody still writes is asked of the file system: not at every turn.
            if (++idle % IDLE_TURNS_PER_LOOK == 0
                    && !reader.isGrowing()
                    && reader.poll(handler, RECORDS_PER_POLL) == 0) {
                return;
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }

    /** True when the end of the run has been read. */
    public boolean ended() {
        return pipeline.ended();
    }

    /** How much of the run has been read, 0…1; NaN while it grows. For the analysis' thread. */
    public double fraction() {
        return reader.fraction();
    }

    /** The latest snapshot; null before the first. */
    public Snapshot latest() {
        return latest.get();
    }

    /** The latest waveform of each channel. */
    public List<Trace> traces() {
        return pipeline.tap().latest();
    }

    /** Records read so far. */
    public long recordsRead() {
        return reader.number();
    }

    /** Bytes of these records. */
    public long bytesRead() {
        return reader.bytes();
    }

    /** The pipeline, for those who ask it for its ledger when it has ended. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** Writes the last snapshot as the run's summary, and the state of its campaign after it. */
    public void writeSummary(RunDirectory directory) throws IOException {
        Snapshot last = latest.get();
        if (last != null) {
            Files.write(directory.summary(), SnapshotJson.line(last));
        }
        if (pipeline.ended()) {
            CampaignFile.keep(directory, pipeline.campaign());
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        closeLog();
    }

    private void closeLog() throws IOException {
        if (log != null) {
            log.close();
        }
    }

    private void onSnapshot(Snapshot snapshot) {
        if (log != null) {
            log.accept(snapshot);
        }
        latest.set(snapshot);
        publish.accept(snapshot);
    }
}
