package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Follows the events of a data stream from word to word and hands each to the decoder of its
 * format; formats without one are skipped by their size.
 */
final class Dig2EventDecoder {

    private static final long SHORTEST_LIMIT = 64L << 20;
    private static final long LONGEST_LIMIT = 512L << 20;

    private final EventBody[] formats = new EventBody[16];
    private long maxWords;
    private EventBody body;
    private long left;
    private long count;
    private String trouble = "";

    /**
     * Makes a decoder that knows no format yet.
     *
     * @param other takes the events of all formats that are not {@link #set}
     */
    Dig2EventDecoder(EventBody other) {
        longest(SHORTEST_LIMIT);
        Arrays.fill(formats, other);
    }

    /**
     * Says how long an event can be; a longer one means that the stream is out of step.
     *
     * @param bytes largest buffer of the board [bytes]; less than 64 MiB is taken for that
     */
    void longest(long bytes) {
        maxWords = Math.min(LONGEST_LIMIT, Math.max(SHORTEST_LIMIT, bytes)) / 8;
    }

    /** How long that is [bytes]. */
    long longest() {
        return 8 * maxWords;
    }

    /** Gives the events of a format to a decoder. */
    Dig2EventDecoder set(int format, EventBody decoder) {
        formats[format] = decoder;
        return this;
    }

    /**
     * Takes words of the stream, big-endian.
     *
     * @return null, or why the rest of the stream cannot be followed
     */
    FrameFault words(ByteBuffer in, int offset, int words) {
        int done = 0;
        while (done < words) {
            if (left == 0) {
                if (!begin(in.getLong(offset + 8 * done))) {
                    return FrameFault.LENGTH;
                }
                done++;
            } else {
                int here = (int) Math.min(left, words - done);
                body.words(in, offset + 8 * done, here);
                left -= here;
                done += here;
            }
            if (left == 0) {
                body.end();
                count++;
            }
        }
        return null;
    }

    private boolean begin(long first) {
        long size = Dig2Frame.words(first);
        if (size == 0 || size > maxWords) {
            trouble = "an event of " + size + " words, its first 0x" + Long.toHexString(first);
            return false;
        }
        body = formats[Dig2Frame.format(first)];
        body.begin(first, size);
        left = size - 1;
        return true;
    }

    /** Why {@link #words} failed. */
    String trouble() {
        return trouble;
    }

    /** True between the first word of an event and its last. */
    boolean inside() {
        return left > 0;
    }

    /** Events that have ended since the last {@link #reset}. */
    long count() {
        return count;
    }

    /** Begins anew with the first word of an event. */
    void reset() {
        left = 0;
        count = 0;
    }
}
