package cevns.drivers.caen17xx;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;

/**
 * Takes the events out of a block (caen-v17xx.md §1). Samples are copied once, so that bits above
 * the ADC's are cleared, suppressed stretches filled and packed samples unpacked. Allocates only
 * when an event is larger than all before it.
 */
public final class EventDecoder {

    /** Five samples of 12 bits in two words (x720, optional). */
    private static final int PACKED_SAMPLES = 5;

    private static final int GOOD = 1 << 31;
    private static final int RUN_MASK = 0xF_FFFF;

    private final int sampleMask;
    private final boolean packed;
    private final int fill;
    private final BlockListener listener;
    private final BoardEvent event = new BoardEvent();

    /**
     * @param model the board
     * @param packed true when an x720 packs five samples into two words
     * @param fill sample that stands for a suppressed stretch [ADC counts]
     * @param listener told of each event
     */
    public EventDecoder(Caen17xxModel model, boolean packed, int fill, BlockListener listener) {
        this.sampleMask = (1 << model.bits()) - 1;
        this.packed = packed;
        this.fill = fill;
        this.listener = listener;
    }

    /**
     * Decodes a block from its position to its limit; the position ends at the limit.
     *
     * @param block little-endian
     */
    public void decode(ByteBuffer block) {
        int at = block.position();
        int end = block.limit();
        block.position(end);
        while (end - at >= EventFrame.WORD) {
            int first = block.getInt(at);
            if (EventFrame.isFiller(first)) {
                at += EventFrame.WORD;
                continue;
            }
            if (!EventFrame.isTag(first)) {
                listener.damaged(
                        FrameFault.FRAMING,
                        String.format("0x%08X where an event begins with 0xA", first));
                return;
            }
            int words = first & EventFrame.SIZE_MASK;
            if (words < EventFrame.HEADER_WORDS || words > (end - at) / EventFrame.WORD) {
                listener.damaged(
                        FrameFault.LENGTH,
                        "an event of " + words + " words, " + (end - at) + " bytes are left");
                return;
            }
            event.begin(block, at);
            int from = at + EventFrame.HEADER_BYTES;
            at += words * EventFrame.WORD;
            if (samples(block, from, at)) {
                listener.event(event);
            }
        }
        if (at < end) {
            listener.damaged(FrameFault.LENGTH, (end - at) + " bytes behind the last word");
        }
    }

    private boolean samples(ByteBuffer block, int from, int to) {
        int channels = Integer.bitCount(event.mask());
        int words = (to - from) / EventFrame.WORD;
        if (channels == 0) {
            event.room(0, 0);
            return words == 0 || damaged(words + " words of samples of no channel");
        }
        if ((block.getInt(from - 3 * EventFrame.WORD) & EventFrame.ZLE_BIT) != 0) {
            return suppressed(block, from, to, channels);
        }
        if (words % channels != 0) {
            return damaged(words + " words of samples for " + channels + " channels");
        }
        if (packed) {
            return unpack(block, from, words / channels, channels);
        }
        ByteBuffer room = event.room(channels, words / channels * 2);
        int both = sampleMask << 16 | sampleMask;
        for (int i = 0; i < words; i++) {
            room.putInt(block.getInt(from + i * EventFrame.WORD) & both);
        }
        return true;
    }

    /** Pack-2.5 mode (§1.1). */
    private boolean unpack(ByteBuffer block, int from, int wordsPerChannel, int channels) {
        if (wordsPerChannel % 2 != 0) {
            return damaged(
                    wordsPerChannel + " words of packed samples, an even number is expected");
        }
        int pairs = wordsPerChannel / 2 * channels;
        ByteBuffer room = event.room(channels, wordsPerChannel / 2 * PACKED_SAMPLES);
        for (int i = 0; i < pairs; i++) {
            int w0 = block.getInt(from + i * 2 * EventFrame.WORD);
            int w1 = block.getInt(from + (i * 2 + 1) * EventFrame.WORD);
            room.putShort((short) (w0 & 0xFFF));
            room.putShort((short) (w0 >>> 12 & 0xFFF));
            room.putShort((short) (w0 >>> 24 & 0x3F | (w1 & 0x3F) << 6));
            room.putShort((short) (w1 >>> 6 & 0xFFF));
            room.putShort((short) (w1 >>> 18 & 0xFFF));
        }
        return true;
    }

    /** Zero-length encoding (§1.2): all channels must come out equally long. */
    private boolean suppressed(ByteBuffer block, int from, int to, int channels) {
        int perChannel = -1;
        int at = from;
        for (int channel = 0; channel < channels; channel++) {
            int size = at < to ? block.getInt(at) : 0;
            if (size < 1 || size > (to - at) / EventFrame.WORD) {
                return damaged("a suppressed channel of " + size + " words");
            }
            int words = length(block, at + EventFrame.WORD, at + size * EventFrame.WORD);
            if (words < 0 || perChannel >= 0 && words != perChannel) {
                return damaged("stretches of a suppressed channel that do not fit it");
            }
            perChannel = words;
            at += size * EventFrame.WORD;
        }
        if (at != to) {
            return damaged((to - at) + " bytes behind the suppressed channels");
        }
        expand(block, from, channels, event.room(channels, 2 * perChannel));
        return true;
    }

    /** Words that a suppressed channel stands for; −1 when its control words do not fit. */
    private static int length(ByteBuffer block, int from, int to) {
        long words = 0;
        int at = from;
        while (at < to) {
            int control = block.getInt(at);
            int run = control & RUN_MASK;
            at += EventFrame.WORD + ((control & GOOD) != 0 ? run * EventFrame.WORD : 0);
            words += run;
        }
        // A run of 20 bits, so a damaged word cannot ask for more than a few MiB; many could.
        return at == to && words <= RUN_MASK ? (int) words : -1;
    }

    private void expand(ByteBuffer block, int from, int channels, ByteBuffer room) {
        int both = sampleMask << 16 | sampleMask;
        int blank = fill << 16 | fill;
        int at = from;
        for (int channel = 0; channel < channels; channel++) {
            int end = at + block.getInt(at) * EventFrame.WORD;
            at += EventFrame.WORD;
            while (at < end) {
                int control = block.getInt(at);
                at += EventFrame.WORD;
                for (int i = control & RUN_MASK; i > 0; i--) {
                    if ((control & GOOD) != 0) {
                        room.putInt(block.getInt(at) & both);
                        at += EventFrame.WORD;
                    } else {
                        room.putInt(blank);
                    }
                }
            }
        }
    }

    private boolean damaged(String what) {
        listener.damaged(FrameFault.LENGTH, what);
        return false;
    }
}
