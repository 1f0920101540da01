package cevns.daq.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that writes a run until it has written so many records, or is killed. For each record
 * whose append returned it writes its number, as eight bytes, to standard output, one stream of
 * numbers a source.
 */
final class ForkedWriter {

    private ForkedWriter() {}

    /** Starts a process that writes records of {@code sources} sources. */
    static Process start(Path run, int sources, long records) throws IOException {
        List<String> command = java(ForkedWriter.class);
        command.addAll(List.of(run.toString(), "" + sources, "" + records));
        return new ProcessBuilder(command).start();
    }

    /** The command that starts a class in a Java like this one; arguments may be added. */
    static List<String> java(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    public static void main(String[] args) throws Exception {
        OutputStream acknowledged = System.out;
        int sources = Integer.parseInt(args[1]);
        long records = Long.parseLong(args[2]);
        RunQueue queue = RunQueue.open(Path.of(args[0]), RunQueueTest.SMALL);
        List<Thread> threads = new ArrayList<>();
        for (int source = 1; source <= sources; source++) {
            RunWriter writer = queue.writer(source);
            Thread thread = new Thread(() -> write(writer, records, acknowledged));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        queue.close();
    }

    private static void write(RunWriter writer, long records, OutputStream acknowledged) {
        Waveforms waveforms = new Waveforms(500);
        byte[] line = new byte[8];
        try {
            for (long i = 0; i < records; i++) {
                waveforms.write(writer, i);
                ByteBuffer.wrap(line).putLong((long) writer.sourceId() << 48 | i);
                synchronized (acknowledged) {
                    acknowledged.write(line);
                    acknowledged.flush();
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
