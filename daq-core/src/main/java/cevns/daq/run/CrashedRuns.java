package cevns.daq.run;

import cevns.daq.queue.DamagedQueue;
import cevns.daq.queue.QueueInUse;
import cevns.daq.queue.QueueScan;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.WriterLock;
import cevns.daq.record.EndReason;
import cevns.daq.record.Note;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.StatusView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the runs whose process died, so that each run ends with a mark and can be replayed. */
public final class CrashedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(CrashedRuns.class);

    private CrashedRuns() {}

    /**
     * Closes every run that died. One that is too damaged for that stays as it is: it must not keep
     * the next run from being taken.
     *
     * @return the runs that were closed now
     */
    public static List<RunDirectory> close(RunCatalogue catalogue) {
        List<RunDirectory> closed = new ArrayList<>();
        for (RunInfo info : catalogue.runs()) {
            RunDirectory directory = RunDirectory.of(Path.of(info.directory()));
            try {
                if (info.state() == RunInfo.State.CRASHED && close(directory)) {
                    catalogue.update(directory);
                    closed.add(directory);
                }
            } catch (RuntimeException | InternalError e) {
                LOG.warn("run {} died and cannot be closed: {}", directory.run(), e.getMessage());
            }
        }
        return closed;
    }

    /**
     * Closes one run that died.
     *
     * @return false if it needs no closing: it has an end, or a process writes it
     * @throws DamagedQueue if it is damaged: nothing is added to such a run
     */
    public static boolean close(RunDirectory directory) {
        WriterLock lock;
        try {
            lock = WriterLock.take(directory.path());
        } catch (QueueInUse e) {
            return false;
        }
        // The lock is ours: nobody adds an end any more.
        LastTime last = new LastTime();
        try {
            scan(directory, last);
            if (last.ended || !last.started) {
                lock.close();
                return false;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        String text = "the program that took it died; closed at the next start";
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN, lock)) {
            queue.writer(0, last.controlRecords)
                    .mark(new RunMark.RunEnd(last.timeNs, EndReason.CRASH, text));
            return true;
        }
    }

    private static void scan(RunDirectory directory, RecordHandler handler) {
        try {
            QueueScan scan = QueueScan.of(directory.path(), handler);
            if (scan.damaged() > 0) {
                throw new DamagedQueue(directory.path() + ": " + scan.damages().get(0), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory.path(), e);
        }
    }

    private static final class LastTime implements RecordHandler {
        private long timeNs;
        private long controlRecords;
        private boolean started;
        private boolean ended;

        @Override
        public void onMark(RunMark mark) {
            started = true;
            ended = mark instanceof RunMark.RunEnd;
            timeNs = Math.max(timeNs, mark.timeNs());
            controlRecords++;
        }

        @Override
        public void onTick(long tickNs) {
            timeNs = Math.max(timeNs, tickNs);
            controlRecords++;
        }

        @Override
        public void onNote(Note note) {
            controlRecords++;
        }

        @Override
        public void onStatus(StatusView status) {
            controlRecords += status.sourceId() == 0 ? 1 : 0;
        }
    }
}
