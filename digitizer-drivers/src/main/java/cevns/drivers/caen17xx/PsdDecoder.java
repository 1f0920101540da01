package cevns.drivers.caen17xx;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;

/**
 * Takes the hits out of a block of DPP-PSD firmware (caen-v17xx.md §2). A couple whose size is no
 * multiple of its event length is refused as a whole: it tells a wrong layout from a right one.
 */
public final class PsdDecoder {

    private final PsdListener listener;
    private final PsdHit hit = new PsdHit();

    public PsdDecoder(PsdListener listener) {
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
        while (end - at >= PsdFrame.WORD) {
            int first = block.getInt(at);
            if (EventFrame.isFiller(first)) {
                at += PsdFrame.WORD;
                continue;
            }
            int words = first & EventFrame.SIZE_MASK;
            if (!EventFrame.isTag(first)) {
                listener.damaged(
                        FrameFault.FRAMING,
                        String.format("0x%08X where an aggregate begins with 0xA", first));
                return;
            }
            if (words < PsdFrame.BOARD_WORDS || words > (end - at) / PsdFrame.WORD) {
                listener.damaged(
                        FrameFault.LENGTH,
                        "an aggregate of " + words + " words, " + (end - at) + " bytes are left");
                return;
            }
            board(block, at, at + words * PsdFrame.WORD);
            at += words * PsdFrame.WORD;
        }
        if (at < end) {
            listener.damaged(FrameFault.LENGTH, (end - at) + " bytes behind the last word");
        }
    }

    private void board(ByteBuffer block, int from, int to) {
        int couples = block.getInt(from + PsdFrame.WORD) & 0xFF;
        listener.aggregate(block.getInt(from + 2 * PsdFrame.WORD) & 0x7F_FFFF);
        int at = from + PsdFrame.BOARD_WORDS * PsdFrame.WORD;
        for (int couple = 0; couple < PsdFrame.COUPLES; couple++) {
            if ((couples >>> couple & 1) != 0) {
                int words = couple(block, couple, at, to);
                if (words == 0) {
                    return;
                }
                at += words * PsdFrame.WORD;
            }
        }
        if (at != to) {
            listener.damaged(FrameFault.MISCOUNT, (to - at) + " bytes behind the last couple");
        }
    }

    /** Words of the couple; 0 when it cannot be read. */
    private int couple(ByteBuffer block, int couple, int at, int to) {
        int left = (to - at) / PsdFrame.WORD;
        int first = left < PsdFrame.COUPLE_WORDS ? 0 : block.getInt(at);
        int words = first & PsdFrame.COUPLE_SIZE_MASK;
        if (first >= 0 || words < PsdFrame.COUPLE_WORDS || words > left) {
            listener.damaged(
                    FrameFault.LENGTH,
                    String.format(
                            "couple %d begins with 0x%08X, %d words left", couple, first, left));
            return 0;
        }
        int header = block.getInt(at + PsdFrame.WORD);
        int each = PsdFrame.eventWords(header);
        int data = words - PsdFrame.COUPLE_WORDS;
        if (each == 0 || data % each != 0) {
            listener.damaged(
                    FrameFault.LENGTH,
                    "couple " + couple + " of " + data + " words, events have " + each);
            return words;
        }
        for (int i = 0; i < data; i += each) {
            hit.take(couple, header, block, at + (PsdFrame.COUPLE_WORDS + i) * PsdFrame.WORD);
            listener.hit(hit);
        }
        return words;
    }
}
