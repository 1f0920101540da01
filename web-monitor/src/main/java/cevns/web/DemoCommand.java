package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.run.RunCatalogue;
import cevns.drivers.Digitizers;
import cevns.drivers.incident.Incident;
import cevns.web.control.DemoRuns;
import cevns.web.control.Emulators;
import cevns.web.control.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job with nothing attached. */
@Command(
        name = "demo",
        description =
                "The main job with nothing attached: emulated devices on loopback sockets that"
                        + " speak the real protocols, acquisition, analysis, dashboard.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens demo --duration 60s --time-lapse 1")
final class DemoCommand implements Callable<Integer> {

    /** The demo's own runs may take so much, the present one included. */
    private static final long KEEP_BYTES = 4L << 30;

    /**
     * A run ends at this size, after six minutes, and the next begins, so that old ones can go. By
     * then the time-lapse has passed the exposure of the first observation.
     */
    private static final long RUN_BYTES = 3L << 30;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description =
                    "which detector: csi, lar, ge or nai (default: ${DEFAULT-VALUE}); NAME takes"
                            + " the run configuration runs/NAME-demo")
    private String detector = "csi";

    @Option(
            names = "--duration",
            converter = Durations.class,
            description = "end after this time (default: Ctrl-C)")
    private Duration duration;

    @Option(
            names = "--time-lapse",
            paramLabel = "N",
            converter = TimeLapse.class,
            description =
                    "one emulated pulse stands for N real ones; 1 is real time, the default"
                            + " (${DEFAULT-VALUE}) passes the exposure of CsI 2017 in 5 minutes")
    private double timeLapse = 67_000;

    @Mixin private DataOption data;
    @Mixin private WebOption web;
    @Mixin private PvaOption pva;
    @Mixin private IncidentOption incidents;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (incidents.isList()) {
            System.out.print(IncidentOption.list());
            return 0;
        }
        List<Incident> wrong = incidents.all();
        String config = "runs/" + detector + "-demo";
        RunConfig shipped = RunConfig.load(config, Digitizers::check);
        Ending ending = new Ending();
        try (Emulators emulators = Emulators.anywhere(shipped, timeLapse, wrong)) {
            Recovery.run(data.path);
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            overrides.put("limits.max_bytes", RUN_BYTES);
            RunConfig run = RunConfig.load(config, overrides, Digitizers::check);
            RunCatalogue catalogue = RunCatalogue.open(data.path);
            return Taking.runs(
                    run,
                    timeLapse,
                    data.path,
                    web,
                    pva,
                    () -> makeRoom(run, catalogue),
                    duration,
                    ending);
        } finally {
            ending.done();
        }
    }

    private static void makeRoom(RunConfig run, RunCatalogue catalogue) {
        DemoRuns.keepAtMost(KEEP_BYTES - RUN_BYTES, run.name(), catalogue)
                .forEach(old -> System.err.println("deleted the demo's old run " + old.run()));
    }
}
