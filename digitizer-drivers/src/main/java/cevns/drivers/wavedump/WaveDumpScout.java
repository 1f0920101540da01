package cevns.drivers.wavedump;

import static cevns.drivers.wavedump.WaveDumpFrame.HEADER;

import cevns.drivers.file.FileBytes;
import cevns.drivers.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Judges whether a record begins where a file stands. There is no magic word: a header is believed
 * when it goes on from the record before as all of them do, and else only when the records behind
 * it bear it out.
 */
final class WaveDumpScout {

    private enum Witness {
        FOR,
        AGAINST,
        NONE
    }

    /** More triggers than this are not missed between two records. */
    private static final long LARGEST_GAP = 1 << 20;

    /** Event counters of these boards have 24 bits. */
    private static final long COUNTER_WRAP = 1 << 24;

    /** So many following records are asked before a first header is given up. */
    private static final int WITNESSES = 8;

    private final FileBytes bytes;
    private WaveDumpLayout layout;
    private boolean begun;
    private int board;
    private int channel;
    private int size;
    private long counter;

    WaveDumpScout(FileBytes bytes, WaveDumpLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
    }

    /** The form of the headers; known when a record has been taken. */
    WaveDumpLayout layout() {
        return layout;
    }

    /**
     * What begins at the next byte, where at least a header is.
     *
     * @param searching true behind damage, where a first header must prove itself
     */
    Verdict judge(boolean searching) throws IOException {
        return begun ? judgeNext() : judgeFirst(searching);
    }

    /** Remembers the record at the next byte as the last good one. */
    void take() {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        begun = true;
        board = WaveDumpFrame.board(buffer, at);
        channel = WaveDumpFrame.channel(buffer, at, layout);
        size = WaveDumpFrame.size(buffer, at);
        counter = WaveDumpFrame.counter(buffer, at, layout);
    }

    /** What was found and what was expected, for people. */
    String describe() {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        WaveDumpLayout form = begun ? layout : WaveDumpLayout.STANDARD;
        String found =
                "size %d, board %d, channel %d, counter %d"
                        .formatted(
                                WaveDumpFrame.size(buffer, at) & 0xFFFF_FFFFL,
                                WaveDumpFrame.board(buffer, at) & 0xFFFF_FFFFL,
                                WaveDumpFrame.channel(buffer, at, form) & 0xFFFF_FFFFL,
                                WaveDumpFrame.counter(buffer, at, form));
        return begun
                ? "%s where size %d, board %d, channel %d, counter %d must be"
                        .formatted(found, size, board, channel, counter + 1)
                : found + ", no header that the records behind it bear out";
    }

    /** Counter steps between records, across the wrap; 0 or less for a counter that went back. */
    static long step(long before, long after) {
        boolean wrapped =
                before < COUNTER_WRAP && before > COUNTER_WRAP - LARGEST_GAP && after < LARGEST_GAP;
        return wrapped ? after + COUNTER_WRAP - before : after - before;
    }

    private Verdict judgeFirst(boolean searching) throws IOException {
        WaveDumpLayout[] forms =
                layout == WaveDumpLayout.AUTO
                        ? new WaveDumpLayout[] {
                            WaveDumpLayout.STANDARD, WaveDumpLayout.EXTENDED_TAG
                        }
                        : new WaveDumpLayout[] {layout};
        for (WaveDumpLayout form : forms) {
            if (WaveDumpFrame.plausible(bytes.buffer(), bytes.at(), form)) {
                Witness witness = witness(form, WITNESSES);
                if (witness == Witness.FOR || witness == Witness.NONE && !searching) {
                    boolean whole = WaveDumpFrame.size(bytes.buffer(), bytes.at()) <= left();
                    layout = whole ? form : layout;
                    return whole ? Verdict.WHOLE : Verdict.CUT;
                }
            }
        }
        return Verdict.DAMAGED;
    }

    private Verdict judgeNext() throws IOException {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        if (!WaveDumpFrame.plausible(buffer, at, layout)
                || WaveDumpFrame.board(buffer, at) != board
                || WaveDumpFrame.channel(buffer, at, layout) != channel) {
            return Verdict.DAMAGED;
        }
        long step = step(counter, WaveDumpFrame.counter(buffer, at, layout));
        int length = WaveDumpFrame.size(buffer, at);
        boolean usual = length == size;
        if (usual && step == 1) {
            return length <= left() ? Verdict.WHOLE : Verdict.CUT;
        }
        if (length > left()) {
            boolean cut = step == 1 && !followedBy(size, layout);
            return cut ? Verdict.CUT : Verdict.DAMAGED;
        }
        Witness witness = witness(layout, step == 1 ? WITNESSES : 1);
        boolean believed =
                witness == Witness.FOR
                        || witness == Witness.NONE
                                && (step == 1 || usual && step > 0 && step <= LARGEST_GAP);
        return believed ? Verdict.WHOLE : Verdict.DAMAGED;
    }

    /** What the records say that must follow if the header here is right. */
    private Witness witness(WaveDumpLayout form, int most) throws IOException {
        long length = WaveDumpFrame.size(bytes.buffer(), bytes.at());
        Witness witness = Witness.NONE;
        for (int i = 1; i <= most && i * length + HEADER <= WaveDumpFrame.LONGEST; i++) {
            if (i * length + HEADER > left()) {
                return witness;
            }
            if (followedBy((int) (i * length), form)) {
                return Witness.FOR;
            }
            witness = Witness.AGAINST;
        }
        return witness;
    }

    private boolean followedBy(int distance, WaveDumpLayout form) throws IOException {
        if (!bytes.need(distance + HEADER)) {
            return false;
        }
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        int next = at + distance;
        long step =
                step(
                        WaveDumpFrame.counter(buffer, at, form),
                        WaveDumpFrame.counter(buffer, next, form));
        return WaveDumpFrame.plausible(buffer, next, form)
                && WaveDumpFrame.sameChannel(buffer, at, next, form)
                && step > 0
                && step <= LARGEST_GAP;
    }

    private long left() {
        return bytes.remaining();
    }
}
