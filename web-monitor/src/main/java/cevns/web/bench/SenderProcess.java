package cevns.web.bench;

import cevns.daq.config.RunConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link Sender} as a process of its own, with the Java and the classes of this one. */
final class SenderProcess implements AutoCloseable {

    private static final long PATIENCE_S = 5;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final Map<String, Object> addresses = new LinkedHashMap<>();

    /**
     * Starts it; returns when its emulators listen.
     *
     * @param folder takes its configuration
     * @throws IOException if it does not come up
     */
    SenderProcess(RunConfig config, Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("sender.conf"), config.text());
        process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx1g",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Sender.class.getName(),
                                        text.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        try {
            readAddresses();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void readAddresses() throws IOException {
        for (String line = line(); !line.equals(Sender.READY); line = line()) {
            String[] parts = line.split(" ", 2);
            boolean isPort = parts[0].endsWith(".port");
            addresses.put(parts[0], isPort ? Integer.valueOf(parts[1]) : parts[1]);
        }
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process with the emulators has ended");
        }
        return line;
    }

    /** The device options by which a run finds the emulators, by key path. */
    Map<String, Object> addresses() {
        return addresses;
    }

    /** Processor time that it has taken [ns]; 0 where the system does not tell. */
    long cpuNs() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /**
     * What has been sent when.
     *
     * @throws IOException if the process has ended
     */
    SentTimes sent() throws IOException {
        in.write(Sender.REPORT + "\n");
        in.flush();
        SentTimes times = new SentTimes();
        for (String line = line(); !line.equals(Sender.END); line = line()) {
            times.addLine(line);
        }
        return times;
    }

    @Override
    public void close() {
        try {
            in.close(); // that is what it ends by
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
