package cevns.web;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.web.control.Acquisition;
import cevns.web.control.Command;
import cevns.web.control.LiveRun;
import cevns.web.control.Outcome;
import cevns.web.dashboard.DashboardServer;
import cevns.web.epics.PvaPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Takes runs, with the dashboard beside them, until the time is over or somebody says so. */
final class Taking {

    private Taking() {}

    /**
     * Takes runs.
     *
     * @param timeLapse real beam pulses that one pulse of the devices stands for
     * @param before called before each run
     * @param duration how long; null until it is told to end
     * @return the exit code: a run that ended in error or does not add up is a failure
     */
    static int runs(
            RunConfig config,
            double timeLapse,
            Path data,
            WebOption web,
            PvaOption pva,
            Runnable before,
            Duration duration,
            Ending ending)
            throws IOException, InterruptedException {
        Shown shown = Shown.live(data, config);
        Acquisition.Supply supply =
                new Acquisition.Supply(
                        config,
                        timeLapse,
                        data,
                        shown::publish,
                        before,
                        run -> begun(run, shown),
                        Taking::report);
        try (Acquisition acquisition = new Acquisition(supply)) {
            shown.watch(acquisition);
            DashboardServer server = web.start(shown, acquisition);
            PvaPublisher publisher = null;
            try {
                publisher = pva.start(config.publish(), shown);
                return take(acquisition, duration, ending);
            } finally {
                if (publisher != null) {
                    publisher.close();
                }
                server.close();
            }
        }
    }

    private static int take(Acquisition acquisition, Duration duration, Ending ending)
            throws InterruptedException {
        String who = System.getProperty("user.name", "the one who started it");
        Outcome outcome =
                acquisition.command(
                        new Command(Command.Action.START, who, "from the terminal", ""));
        if (outcome.result() == Outcome.Result.REFUSED || acquisition.run() == null) {
            System.err.println(
                    acquisition.reason().isEmpty() ? outcome.text() : acquisition.reason());
            return Main.FAILED;
        }
        boolean asked = ending.await(duration);
        acquisition.end(
                asked ? EndReason.OPERATOR : EndReason.TIME,
                asked ? "stopped from the terminal" : "the time given is over");
        return acquisition.hasFailed() ? Main.FAILED : 0;
    }

    private static void begun(LiveRun run, Shown shown) {
        shown.show(run);
        System.err.println("run " + run.directory().run() + " in " + run.directory().path());
    }

    private static void report(LiveRun run) {
        Snapshot last = run.analysis().latest();
        System.err.printf(
                "run %d ended (%s): %d records, %.1f MB%n",
                run.directory().run(),
                run.control().reason(),
                run.control().recordsWritten(),
                run.control().bytesWritten() / 1e6);
        if (last != null) {
            System.err.println(LedgerJson.table(last.sources()));
            System.err.print(TimingText.of(last.beam().timing()));
        }
    }
}
