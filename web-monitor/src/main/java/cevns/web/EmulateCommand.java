package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import cevns.drivers.incident.Incident;
import cevns.web.control.Emulators;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the devices that a configuration names as emulators. */
@Command(
        name = "emulate",
        description =
                "Serve the devices that a configuration names as emulators, at the addresses that"
                        + " it gives, for a DAQ in another process or on another machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExample: sevens emulate runs/csi-demo, and elsewhere: sevens run runs/csi-demo",
            "Example: sevens emulate runs/csi-demo --incident stream-cut@60s+20s"
        })
final class EmulateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "CONFIG",
            arity = "0..1",
            description = "a file, or the name of a shipped one")
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

    @Mixin private IncidentOption incidents;

    @Override
    public Integer call() throws InterruptedException {
        if (incidents.isList()) {
            System.out.print(IncidentOption.list());
            return 0;
        }
        if (config == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: 'CONFIG'");
        }
        List<Incident> wrong = incidents.all();
        RunConfig run = RunConfig.load(config, Digitizers::check);
        Ending ending = new Ending();
        try (Emulators emulators = Emulators.atTheirAddresses(run, timeLapse, wrong)) {
            emulators.lines().forEach(line -> System.out.println("emulated " + line));
            System.out.flush();
            ending.await(duration);
            return 0;
        } finally {
            ending.done();
        }
    }
}
