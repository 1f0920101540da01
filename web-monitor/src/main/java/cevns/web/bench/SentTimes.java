package cevns.web.bench;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * When data were given to a socket: source, channel, device counter, how long the device had had
 * them, {@link System#nanoTime}. That clock is the machine's, the same in all its processes. The
 * fields are those of {@link cevns.drivers.device.SentListener}.
 */
final class SentTimes {

    /** No more are kept. */
    static final int MOST = 1 << 20;

    private static final int SOURCE = 0;
    private static final int CHANNEL = 1;
    private static final int TICKS = 2;
    private static final int HELD = 3;
    private static final int NANOS = 4;
    private static final int FIELDS = 5;

    private long[] all = new long[FIELDS << 12];
    private int count;

    /** Adds one; may be called by any thread. */
    synchronized void add(int sourceId, int channel, long ticks, long heldNs, long nanoTime) {
        if (count == MOST) {
            return;
        }
        int at = FIELDS * count++;
        if (at == all.length) {
            all = Arrays.copyOf(all, 2 * all.length);
        }
        all[at + SOURCE] = sourceId;
        all[at + CHANNEL] = channel;
        all[at + TICKS] = ticks;
        all[at + HELD] = heldNs;
        all[at + NANOS] = nanoTime;
    }

    /** Adds what {@link #line} has written. */
    void addLine(String line) {
        long[] fields = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        add(
                (int) fields[SOURCE],
                (int) fields[CHANNEL],
                fields[TICKS],
                fields[HELD],
                fields[NANOS]);
    }

    /** One of them as a line of text. */
    synchronized String line(int i) {
        StringJoiner line = new StringJoiner(" ");
        for (int field = 0; field < FIELDS; field++) {
            line.add(Long.toString(all[FIELDS * i + field]));
        }
        return line.toString();
    }

    synchronized int count() {
        return count;
    }

    int sourceId(int i) {
        return (int) field(i, SOURCE);
    }

    int channel(int i) {
        return (int) field(i, CHANNEL);
    }

    long ticks(int i) {
        return field(i, TICKS);
    }

    long heldNs(int i) {
        return field(i, HELD);
    }

    long nanoTime(int i) {
        return field(i, NANOS);
    }

    private synchronized long field(int i, int field) {
        return all[FIELDS * i + field];
    }
}
