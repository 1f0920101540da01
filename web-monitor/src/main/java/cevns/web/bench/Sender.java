package cevns.web.bench;

import cevns.daq.config.RunConfig;
import cevns.web.control.Emulators;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The emulators of a bench, in a process of their own so that what they cost is seen apart. Says on
 * standard output where they listen, one {@code KEY VALUE} a line up to {@value #READY}; asked for
 * it on standard input, says what was sent when, and ends when that is closed.
 */
final class Sender {

    static final String READY = "ready";
    static final String REPORT = "report";
    static final String END = "end";

    private Sender() {}

    /** The argument is the file with the configuration's text. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        RunConfig config = RunConfig.ofText(Files.readString(Path.of(args[0])));
        SentTimes times = new SentTimes();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Emulators emulators = Emulators.anywhere(config, times::add)) {
            emulators.addresses().forEach((key, value) -> out.println(key + " " + value));
            out.println(READY);
            out.flush();
            while (REPORT.equals(in.readLine())) {
                for (int i = 0; i < times.count(); i++) {
                    out.println(times.line(i));
                }
                out.println(END);
                out.flush();
            }
        }
    }
}
