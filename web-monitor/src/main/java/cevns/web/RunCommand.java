package cevns.web;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.drivers.Digitizers;
import cevns.web.control.LiveRun;
import cevns.web.control.Recovery;
import cevns.web.dashboard.DashboardServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes data with the devices that a configuration names. */
@Command(
        name = "run",
        description = "Take data with the devices that a configuration names.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens run runs/csi-demo --data /data/csi --duration 10m")
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "a file, or the name of a shipped one")
    private String config;

    @Option(
            names = "--duration",
            converter = Durations.class,
            description = "end the run after this time (default: Ctrl-C, or the limits of CONFIG)")
    private Duration duration;

    @Option(
            names = "--time-lapse",
            paramLabel = "N",
            converter = TimeLapse.class,
            description =
                    "the devices are emulators in a time-lapse of N; with a real device among them"
                            + " the run ends (default: 1, none)")
    private double timeLapse = 1;

    @Mixin private DataOption data;
    @Mixin private WebOption web;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunConfig run = RunConfig.load(config, Digitizers::check);
        Ending ending = new Ending();
        try {
            Recovery.run(data.path);
            Shown shown = Shown.live(data.path, run);
            DashboardServer server = web.start(shown);
            try {
                return take(run, shown, ending);
            } finally {
                server.close();
            }
        } finally {
            ending.done();
        }
    }

    private Integer take(RunConfig run, Shown shown, Ending ending)
            throws IOException, InterruptedException {
        try (LiveRun live = LiveRun.start(run, timeLapse, data.path, shown::publish)) {
            shown.show(live);
            System.err.println("run " + live.directory().run() + " in " + live.directory().path());
            return finish(live, duration, ending);
        }
    }

    /** Waits for the first reason to end a run, ends it, and says how it went. */
    static int finish(LiveRun live, Duration limit, Ending ending) throws InterruptedException {
        long endNanos = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        boolean asked = false;
        while (!asked && !live.control().awaitClosed(50)) {
            asked = ending.isAsked();
            if (limit != null && System.nanoTime() >= endNanos) {
                live.stop(EndReason.TIME, "the time given is over");
            }
        }
        live.stop(EndReason.OPERATOR, "stopped from the terminal");
        live.awaitDone();
        return report(live);
    }

    private static int report(LiveRun live) {
        Snapshot last = live.analysis().latest();
        System.err.printf(
                "run %d ended (%s): %d records, %.1f MB%n",
                live.directory().run(),
                live.control().reason(),
                live.control().recordsWritten(),
                live.control().bytesWritten() / 1e6);
        if (last == null) {
            return Main.FAILED;
        }
        System.err.println(LedgerJson.table(last.sources()));
        boolean failed = last.end() == EndReason.ERROR || last.end() == EndReason.DISK;
        return last.residual() != 0 || failed ? Main.FAILED : 0;
    }
}
