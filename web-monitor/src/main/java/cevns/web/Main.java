package cevns.web;

import cevns.daq.config.InvalidConfig;
import cevns.daq.queue.DamagedQueue;
import cevns.web.control.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code sevens}: one class for each command.
 *
 * <p>Results go to standard output, everything else to standard error. Exit code 0 is success, 1
 * means that the work failed or a check does not hold, 2 that the command or a configuration is
 * wrong.
 */
@Command(
        name = "sevens",
        description = "Data acquisition and online monitoring for CEvNS detectors.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ProgramVersion.class,
        footer = "%nExample: sevens demo --duration 60s",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            EmulateCommand.class,
            CheckCommand.class,
            InspectCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            RunsCommand.class,
            UnblindCommand.class,
            ControlCommand.class,
            PredictCommand.class,
            AnalyseCommand.class,
            SimulateCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    static final int FAILED = 1;
    static final int WRONG = 2;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? See sevens --help");
    }

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs one command and returns its exit code. */
    static int execute(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongCommand)
                .setExecutionExceptionHandler(Main::failure)
                .execute(args);
    }

    private static int wrongCommand(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + e.getMessage());
        if (!e.getMessage().contains("--help")) {
            err.println("See " + command + " --help");
        }
        return WRONG;
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof InvalidConfig || e instanceof IllegalArgumentException) {
            err.println(e.getMessage());
            return WRONG;
        }
        if (e instanceof UncheckedIOException io) {
            err.println(io.getMessage() + ": " + text(io.getCause()));
        } else if (e instanceof IOException io) {
            err.println(text(io));
        } else if (e instanceof CancellationException || e instanceof DamagedQueue) {
            err.println(e.getMessage());
        } else {
            err.println(command.getCommandName() + " failed: " + e);
            org.slf4j.LoggerFactory.getLogger(Main.class).debug("failure", e);
        }
        return FAILED;
    }

    /** What a disk or the network refused; of files Java says no more than the name. */
    static String text(IOException e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + ": there is a file of that name";
        }
        boolean says = e.getMessage() != null && e.getMessage().contains(" ");
        return says ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sevens " + Version.program()};
        }
    }
}
