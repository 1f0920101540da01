package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import cevns.web.control.Emulators;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves the devices that a configuration names as emulators. */
@Command(
        name = "emulate",
        description =
                "Serve the devices that a configuration names as emulators, at the addresses that"
                        + " it gives, for a DAQ in another process or on another machine.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens emulate runs/csi-demo, and elsewhere: sevens run runs/csi-demo")
final class EmulateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "a file, or the name of a shipped one")
    private String config;

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
                    "one emulated pulse stands for N real ones; give the DAQ the same N"
                            + " (default: 1, real time)")
    private double timeLapse = 1;

    @Override
    public Integer call() throws InterruptedException {
        RunConfig run = RunConfig.load(config, Digitizers::check);
        Ending ending = new Ending();
        try (Emulators emulators = Emulators.atTheirAddresses(run, timeLapse)) {
            emulators.lines().forEach(line -> System.out.println("emulated " + line));
            System.out.flush();
            ending.await(duration);
            return 0;
        } finally {
            ending.done();
        }
    }
}
