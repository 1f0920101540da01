package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import cevns.web.control.Recovery;
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
            description =
                    "end after this time (default: Ctrl-C); a run that reaches the limits of CONFIG"
                            + " is followed by the next")
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
    @Mixin private PvaOption pva;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunConfig run = RunConfig.load(config, Digitizers::check);
        Ending ending = new Ending();
        try {
            Recovery.run(data.path);
            return Taking.runs(run, timeLapse, data.path, web, pva, () -> {}, duration, ending);
        } finally {
            ending.done();
        }
    }
}
