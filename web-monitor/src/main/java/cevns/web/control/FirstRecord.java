package cevns.web.control;

import cevns.daq.queue.DamagedQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.run.RunDirectory;

/** What a run began with. */
public final class FirstRecord {

    private FirstRecord() {}

    /** The {@code RUN_START} of a run; null where its first record is no such, or damaged. */
    public static RunMark.RunStart of(RunDirectory directory) {
        Start first = new Start();
        try (RunReader reader = new RunReader(directory.path())) {
            reader.poll(first, 1);
        } catch (DamagedQueue e) {
            return null;
        }
        return first.start;
    }

    private static final class Start implements RecordHandler {
        private RunMark.RunStart start;

        @Override
        public void onMark(RunMark mark) {
            if (mark instanceof RunMark.RunStart s) {
                start = s;
            }
        }
    }
}
