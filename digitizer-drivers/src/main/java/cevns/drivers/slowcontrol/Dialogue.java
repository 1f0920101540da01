package cevns.drivers.slowcontrol;

import cevns.daq.record.FrameFault;
import cevns.daq.record.SourceCounters;
import cevns.drivers.link.ByteLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Question and answer over one link, strictly one after the other. Before a question is sent, what
 * may still lie there of an earlier answer is thrown away. Confined to the device's thread, which
 * stands here while it waits and is told so at least ten times a second.
 */
public final class Dialogue {

    /** Longest answer of any instrument, with room; a device that sends more is not one of ours. */
    static final int MOST_BYTES = 4096;

    private static final int WAIT_STEP_MS = 100;
    private static final long MS = 1_000_000;

    /** An answer may pause for one time-out, but not drag on for more than so many. */
    private static final int MOST_TIMEOUTS = 5;

    /** After a bad answer the line must have been quiet for so long, for its rest may be late. */
    private static final long QUIET_NS = 100 * MS;

    private final ByteLink link;
    private final SourceCounters counters;
    private final long timeoutNs;
    private final long gapNs;
    private final Waiting waiting;
    private final byte[] bytes = new byte[MOST_BYTES];
    private int count;
    private long lastByteNano = System.nanoTime();

    /** Told again and again while the thread waits, so that it can do what else is due. */
    @FunctionalInterface
    public interface Waiting {

        /**
         * Does what is due.
         *
         * @throws IOException to end the dialogue: the driver was stopped
         */
        void goesOn() throws IOException;
    }

    /**
     * Begins on an open link.
     *
     * @param counters bytes that come are counted here
     * @param timeoutMs longest wait for an answer [ms]
     * @param gapMs least time between the last character of one exchange and the next [ms]
     */
    public Dialogue(
            ByteLink link, SourceCounters counters, long timeoutMs, long gapMs, Waiting waiting) {
        this.link = link;
        this.counters = counters;
        this.timeoutNs = timeoutMs * MS;
        this.gapNs = gapMs * MS;
        this.waiting = waiting;
    }

    /** Sends a line of ASCII ended by CR LF and returns the line that comes. */
    public String ask(String line) throws IOException, BadAnswer {
        send(line + "\r\n");
        return line();
    }

    /** Sends a text as it is. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a request. */
    public void send(byte[] request) throws IOException {
        pause(lastByteNano + gapNs - System.nanoTime());
        discard();
        link.write(request);
        lastByteNano = System.nanoTime();
    }

    /**
     * The next line of printable ASCII, without its end.
     *
     * @throws BadAnswer if none comes in time, or one with other characters
     */
    public String line() throws IOException, BadAnswer {
        byte[] raw = answer(AnswerEnd.LINE);
        int length = raw.length - 1;
        while (length > 0 && raw[length - 1] == '\r') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (raw[i] < ' ' || raw[i] > '~') {
                throw BadAnswer.garbage(
                        FrameFault.FRAMING,
                        String.format("byte 0x%02X in a line of text", raw[i] & 0xFF));
            }
        }
        return new String(raw, 0, length, StandardCharsets.US_ASCII);
    }

    /**
     * The next answer, its end included.
     *
     * @throws BadAnswer if none comes in time, or only the begin of one, or one without end
     */
    public byte[] answer(AnswerEnd end) throws IOException, BadAnswer {
        long from = System.nanoTime();
        while (true) {
            int length = count == 0 ? 0 : end.length(bytes, count);
            if (length > 0) {
                return take(length);
            }
            if (length < 0 || count == MOST_BYTES) {
                String what = count + " bytes of no answer: " + shown(bytes, count);
                count = 0;
                throw BadAnswer.garbage(FrameFault.LENGTH, what);
            }
            // Some units send their characters one by one, with pauses.
            long began = count == 0 ? from : Math.max(from, lastByteNano);
            long until = Math.min(began, from + (MOST_TIMEOUTS - 1) * timeoutNs) + timeoutNs;
            long leftNs = until - System.nanoTime();
            if (leftNs <= 0) {
                throw late();
            }
            waiting.goesOn();
            receive((int) Math.min(WAIT_STEP_MS, leftNs / MS + 1));
        }
    }

    /** Waits, and takes nothing. */
    public void pause(long ns) throws IOException {
        long until = System.nanoTime() + ns;
        for (long left = ns; left > 0; left = until - System.nanoTime()) {
            waiting.goesOn();
            LockSupport.parkNanos(Math.min(left, WAIT_STEP_MS * MS));
        }
    }

    /**
     * After a bad answer, or before the first: throws away what comes until nothing comes, at most
     * for one time-out.
     */
    public void settle() throws IOException {
        long deadline = System.nanoTime() + timeoutNs;
        do {
            discard();
            pause(Math.min(QUIET_NS, timeoutNs));
        } while (receive(0) > 0 && System.nanoTime() < deadline);
        count = 0;
    }

    /** Throws away what has come so far. */
    public void discard() throws IOException {
        count = 0;
        // A device that never stops must not hold us: what is left shows as a bad answer.
        for (int i = 0; i < 16 && receive(0) > 0; i++) {
            count = 0;
        }
    }

    private BadAnswer late() {
        String within = " within " + timeoutNs / MS + " ms";
        if (count == 0) {
            return BadAnswer.none("no answer" + within);
        }
        String begin = shown(bytes, count);
        count = 0;
        return BadAnswer.half("no end of the answer" + within + ", only " + begin);
    }

    private int receive(int waitMs) throws IOException {
        if (count == MOST_BYTES) {
            count = 0;
        }
        int n = link.read(bytes, count, waitMs);
        if (n > 0) {
            count += n;
            counters.bytes += n;
            lastByteNano = System.nanoTime();
        }
        return n;
    }

    private byte[] take(int length) {
        byte[] first = Arrays.copyOf(bytes, length);
        System.arraycopy(bytes, length, bytes, 0, count - length);
        count -= length;
        return first;
    }

    /** Bytes for people: hexadecimal, at most sixteen of them. */
    public static String shown(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(count, 16); i++) {
            text.append(String.format(i == 0 ? "%02x" : " %02x", bytes[i] & 0xFF));
        }
        return text.append(count > 16 ? " …" : "").toString();
    }
}
