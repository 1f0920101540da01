package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged jar as a process of its own, as a user starts it. */
final class SevensProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/sevens.jar").toAbsolutePath();

    /** Exit codes of Java when it was ended by a signal. */
    private static final int SIGINT = 128 + 2;

    private static final int SIGTERM = 128 + 15;
    private static final long SIGINT_BIT = 1 << 2 - 1;

    private final Process process;
    private final Path out;
    private final Path err;

    private SevensProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code java -jar sevens.jar}; its output goes to files in {@code folder}. */
    static SevensProcess start(Path folder, String... args) throws IOException {
        return start(folder, List.of(), args);
    }

    /** The same, by a Java with options of its own. */
    static SevensProcess start(Path folder, List<String> options, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, args[0] + "-", ".out");
        Path err = Files.createTempFile(folder, args[0] + "-", ".err");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new SevensProcess(process, out, err);
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until standard output holds this; returns its first group. */
    String awaitOut(String regex) {
        return await(regex, out);
    }

    /** Waits until standard error holds this; returns its first group. */
    String awaitErr(String regex) {
        return await(regex, err);
    }

    private String await(String regex, Path file) {
        Pattern pattern = Pattern.compile(regex);
        String[] found = {null};
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .until(
                        () -> {
                            Matcher matcher = pattern.matcher(Files.readString(file));
                            if (matcher.find()) {
                                found[0] = matcher.groupCount() > 0 ? matcher.group(1) : "";
                            }
                            return found[0] != null || !process.isAlive();
                        });
        assertThat(found[0]).as("%s in %s", regex, file).isNotNull();
        return found[0];
    }

    /** Waits for the end and returns the exit code. */
    int await() throws InterruptedException {
        return await(180);
    }

    /** Waits at most so long for the end and returns the exit code. */
    int await(int seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("still running").isTrue();
        return process.exitValue();
    }

    /** SIGTERM, as a shell's kill sends it. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /**
     * Ctrl-C, and waits for the end. Where a shell has started these tests in the background its
     * children ignore Ctrl-C; then it is SIGTERM.
     */
    void interrupt() throws IOException, InterruptedException {
        boolean ignored = ignoresCtrlC();
        signal(ignored ? "TERM" : "INT");
        assertThat(await()).as(err()).isEqualTo(ignored ? SIGTERM : SIGINT);
    }

    private boolean ignoresCtrlC() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0);
    }

    /** Any signal by its name, as {@code kill -STOP} sends it. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, process.pid() + "").start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
