package cevns.web.control;

import cevns.daq.record.RunMode;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunInfo;
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
    public static List<RunDirectory> keepAtMost(long bytes, String name, RunCatalogue catalogue) {
        List<RunInfo> demos = catalogue.runs().stream().filter(run -> isDemo(run, name)).toList();
        long sum = demos.stream().mapToLong(RunInfo::bytes).sum();
        List<RunDirectory> deleted = new ArrayList<>();
        for (RunInfo oldest : demos) {
            if (sum <= bytes) {
                break;
            }
            sum -= oldest.bytes();
            RunDirectory directory = RunDirectory.of(Path.of(oldest.directory()));
            directory.delete();
            deleted.add(directory);
        }
        return deleted;
    }

    private static boolean isDemo(RunInfo run, String name) {
        return run.mode() == RunMode.SIMULATED
                && run.state() != RunInfo.State.RUNNING
                && run.name().equals(name);
    }
}
