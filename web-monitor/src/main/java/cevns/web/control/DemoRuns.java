package cevns.web.control;

import cevns.daq.record.RunMode;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunInfo;
import cevns.daq.run.RunInspector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The old runs of the demo in a data directory, which may not fill a disk. */
public final class DemoRuns {

    private DemoRuns() {}

    /**
     * Deletes the oldest runs of the demo until the rest has no more than so many bytes. Runs with
     * real data, and runs of another configuration, are never touched.
     *
     * @param name name of the demo's configuration
     * @return the runs that were deleted
     */
    public static List<RunDirectory> keepAtMost(long bytes, String name, Path data) {
        List<RunDirectory> demos = new ArrayList<>();
        long sum = 0;
        for (RunDirectory directory : RunDirectory.all(data)) {
            if (isDemo(directory, name)) {
                demos.add(directory);
                sum += directory.bytes();
            }
        }
        List<RunDirectory> deleted = new ArrayList<>();
        for (RunDirectory oldest : demos) {
            if (sum <= bytes) {
                break;
            }
            sum -= oldest.bytes();
            oldest.delete();
            deleted.add(oldest);
        }
        return deleted;
    }

    private static boolean isDemo(RunDirectory directory, String name) {
        RunInfo info = RunInspector.look(directory);
        return info != null
                && info.mode() == RunMode.SIMULATED
                && info.state() != RunInfo.State.RUNNING
                && info.name().equals(name);
    }
}
