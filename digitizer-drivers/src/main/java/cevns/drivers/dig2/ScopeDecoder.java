package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes scope events: puts the interleaved samples of each channel into a buffer of its own, as
 * they come. The buffers are reused and grow with what has come, not with what a size field
 * promises. Nothing is allocated once they are large enough.
 */
final class ScopeDecoder implements EventBody, ScopeEvent {

    /** Takes the events. */
    interface Listener {

        /** A whole event. */
        void scope(ScopeEvent event);

        /**
         * An event that cannot be read.
         *
         * @param channels channels of the board that it was to hold; 0 when it does not say
         */
        void damaged(FrameFault fault, ScopeEvent event, int channels, String what);
    }

    private static final int SMALLEST = 1 << 12;

    private final int boardChannels;
    private final Listener listener;
    private final ByteBuffer header =
            ByteBuffer.allocateDirect(8 * Dig2Frame.SCOPE_HEADER).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer[] traces = new ByteBuffer[Dig2Frame.MAX_CHANNELS];
    private long size;
    private int headerWords;
    private long taken;
    private int channels;
    private boolean readable;

    /**
     * Makes a decoder.
     *
     * @param boardChannels channels of the board; no other may be in an event
     */
    ScopeDecoder(int boardChannels, Listener listener) {
        this.boardChannels = boardChannels;
        this.listener = listener;
        for (int i = 0; i < traces.length; i++) {
            traces[i] = buffer(0);
        }
    }

    @Override
    public void begin(long first, long words) {
        for (int i = 0; i < Dig2Frame.SCOPE_HEADER; i++) {
            header.putLong(8 * i, 0);
        }
        header.putLong(0, first);
        headerWords = 1;
        size = words;
        taken = 0;
        channels = 0;
        readable = false;
    }

    @Override
    public void words(ByteBuffer in, int offset, int words) {
        int done = 0;
        while (headerWords < Dig2Frame.SCOPE_HEADER && done < words) {
            header.putLong(8 * headerWords++, in.getLong(offset + 8 * done++));
            if (headerWords == Dig2Frame.SCOPE_HEADER) {
                channels = Long.bitCount(mask());
                readable = trouble() == null;
            }
        }
        if (readable && done < words) {
            samples(in, offset + 8 * done, words - done);
        }
    }

    /** Deals words to channels; {@code taken} of this event's waveform words came before. */
    private void samples(ByteBuffer in, int offset, int words) {
        int n = channels;
        long group = taken / n;
        int first = (int) (taken % n);
        for (int c = 0; c < n; c++) {
            int word = c - first;
            long at = 8 * group;
            if (word < 0) {
                word += n;
                at += 8;
            }
            int end = offset + 8 * words;
            int from = offset + 8 * word;
            if (from < end) {
                int many = (words - word + n - 1) / n;
                deal(in, from, end, 8 * n, room(c, at + 8L * many), (int) at);
            }
        }
        taken += words;
    }

    // The first of four samples is in the last two bytes of a word: big-endian in, little-endian
    // out puts them in order.
    private static void deal(ByteBuffer in, int from, int end, int step, ByteBuffer to, int at) {
        int out = at;
        for (int i = from; i < end; i += step) {
            to.putLong(out, in.getLong(i));
            out += 8;
        }
    }

    private ByteBuffer room(int channel, long bytes) {
        ByteBuffer trace = traces[channel];
        if (trace.capacity() < bytes) {
            long all = 8 * ((size - Dig2Frame.SCOPE_HEADER) / channels);
            ByteBuffer larger = buffer((int) Math.min(all, Math.max(SMALLEST, 2 * bytes)));
            larger.put(0, trace, 0, trace.capacity());
            traces[channel] = larger;
            return larger;
        }
        return trace;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void end() {
        String trouble = trouble();
        if (trouble == null) {
            for (int i = 0; i < channels; i++) {
                traces[i].position(0).limit(2 * samples());
            }
            listener.scope(this);
            for (int i = 0; i < channels; i++) {
                traces[i].clear();
            }
        } else {
            FrameFault fault = stray() != 0 ? FrameFault.VALUE : FrameFault.LENGTH;
            listener.damaged(fault, this, Long.bitCount(mask() & ~stray()), trouble);
        }
    }

    /** What is wrong with the header, or null. */
    private String trouble() {
        if (headerWords < Dig2Frame.SCOPE_HEADER) {
            return "a scope event of " + size + " words";
        }
        if (stray() != 0) {
            return "channels 0x" + Long.toHexString(stray()) + " of a board of " + boardChannels;
        }
        long words = size - Dig2Frame.SCOPE_HEADER;
        int n = Long.bitCount(mask());
        if (n == 0 ? words != 0 : words % n != 0) {
            return words + " waveform words for " + n + " channels";
        }
        return null;
    }

    private long stray() {
        return boardChannels >= Dig2Frame.MAX_CHANNELS
                ? 0
                : mask() >>> boardChannels << boardChannels;
    }

    @Override
    public int triggerId() {
        return Dig2Frame.triggerId(header.getLong(0));
    }

    @Override
    public boolean boardFail() {
        return Dig2Frame.boardFail(header.getLong(0));
    }

    @Override
    public int flags() {
        return Dig2Frame.flags(header.getLong(8));
    }

    @Override
    public int overlap() {
        return Dig2Frame.overlap(header.getLong(8));
    }

    @Override
    public long time() {
        return Dig2Frame.time(header.getLong(8));
    }

    @Override
    public long mask() {
        return header.getLong(16);
    }

    @Override
    public int samples() {
        return channels == 0
                ? 0
                : (int) ((size - Dig2Frame.SCOPE_HEADER) / channels * Dig2Frame.SAMPLES_PER_WORD);
    }

    @Override
    public ByteBuffer header() {
        return header;
    }

    @Override
    public ByteBuffer trace(int index) {
        return traces[index];
    }
}
