package cevns.drivers.fcio;

import static cevns.drivers.fcio.FcioFrame.MAX_FRAME;
import static cevns.drivers.fcio.FcioFrame.PROTOCOL;
import static cevns.drivers.fcio.FcioFrame.PROTOCOL_BYTES;
import static cevns.drivers.fcio.FcioFrame.PROTOCOL_WORD;
import static cevns.drivers.fcio.FcioFrame.WORD;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of an FCIO stream to records, from pieces of any size: the intended loop is
 *
 * <pre>
 *   while (decoder.decode(piece)) take(decoder.record());      // for each piece
 *   if (decoder.end()) take(decoder.record());                 // when no more will come
 * </pre>
 *
 * What {@link #decode} leaves in a piece, 3 bytes at most, belongs in front of the next one. The
 * byte order is that of the first word; a protocol word may come again between records, as in files
 * put one behind the other. There is nothing to find one's way by after a wrong word but the next
 * protocol word: what lies between is lost, and {@link FaultListener} has been told.
 */
public final class FcioDecoder {

    /** Where in the framing the decoder is. */
    public enum State {
        /** A word comes next. */
        WORD,
        /** In the name of the protocol. */
        PROTOCOL,
        /** In a frame. */
        DATA,
        /** The framing is lost; looking for a protocol word. */
        LOST
    }

    private static final byte[] NAME = PROTOCOL.getBytes(StandardCharsets.US_ASCII);

    private final FaultListener faults;
    private final FcioRecord record = new FcioRecord();
    private final byte[] name = new byte[PROTOCOL_BYTES];
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private State state = State.WORD;
    private boolean begun;
    private boolean taken = true;
    private boolean keeps;
    private int frameLength;
    private int missing;
    private int framesSeen;
    private long position;
    private long recordEnd;

    public FcioDecoder(FaultListener faults) {
        this.faults = faults;
    }

    /**
     * Reads on until a record is whole, which it is when the word behind it has come.
     *
     * @return true when {@link #record()} is whole; false when {@code in} is used up
     */
    public boolean decode(ByteBuffer in) {
        if (taken) {
            record.clear();
            taken = false;
        }
        while (true) {
            switch (state) {
                case WORD -> {
                    if (in.remaining() < WORD) {
                        return false;
                    }
                    if (word(in)) {
                        return finish();
                    }
                }
                case DATA -> {
                    if (!data(in)) {
                        return false;
                    }
                }
                case PROTOCOL -> {
                    if (!protocol(in)) {
                        return false;
                    }
                }
                case LOST -> {
                    if (!search(in)) {
                        return false;
                    }
                }
            }
        }
    }

    /**
     * No more bytes will come. A record whose frames so far are whole is whole; one that has none,
     * or whose last one was cut, is not: {@link #record()} then has the frames before.
     *
     * @return true when {@link #record()} is whole
     */
    public boolean end() {
        if (taken) {
            record.clear();
        }
        return state == State.WORD && framesSeen > 0 && record.isOpen() && finish();
    }

    /** The next bytes begin at a word again, whatever came before; the byte order stays. */
    public void restart() {
        record.clear();
        state = State.WORD;
    }

    /** The last record; valid until the next call. */
    public FcioRecord record() {
        return record;
    }

    /** True inside a record that is not whole; {@link #record()} has its whole frames. */
    public boolean inRecord() {
        return !taken && record.isOpen();
    }

    /** Where in the framing it is. */
    public State state() {
        return state;
    }

    /** Bytes read so far. */
    public long position() {
        return position;
    }

    /** Offset behind the last whole record. */
    public long recordEnd() {
        return recordEnd;
    }

    private boolean finish() {
        taken = true;
        recordEnd = position;
        return true;
    }

    /**
     * Reads the next word; true when a record ends before it, the word is left where it is then.
     */
    private boolean word(ByteBuffer in) {
        int value = wordAt(in, in.position());
        if (!begun) {
            if (value != PROTOCOL_WORD && Integer.reverseBytes(value) != PROTOCOL_WORD) {
                lose(
                        FrameFault.FRAMING,
                        String.format(
                                "protocol word 0x%08X expected, got 0x%08X", PROTOCOL_WORD, value));
                return false;
            }
            order = value == PROTOCOL_WORD ? order : other(order);
            value = PROTOCOL_WORD;
        }
        if (record.isOpen() && (value < 0 || value > MAX_FRAME)) {
            return true;
        }
        if (value == PROTOCOL_WORD) {
            begun = true;
            expect(State.PROTOCOL, PROTOCOL_BYTES);
        } else if (value < PROTOCOL_WORD) {
            lose(FrameFault.FRAMING, String.format("word 0x%08X is no tag and no length", value));
            return false;
        } else if (value < 0) {
            record.open(-value, position, order);
            framesSeen = 0;
        } else if (value > MAX_FRAME) {
            lose(FrameFault.LENGTH, "frame of " + value + " bytes, at most " + MAX_FRAME);
            return false;
        } else if (!record.isOpen()) {
            lose(FrameFault.FRAMING, "frame of " + value + " bytes where a tag must be");
            return false;
        } else {
            frameLength = value;
            keeps = record.keeps(value);
            expect(State.DATA, value);
        }
        advance(in, WORD);
        return false;
    }

    private boolean data(ByteBuffer in) {
        int count = Math.min(missing, in.remaining());
        if (keeps) {
            record.append(in, count);
            position += count;
        } else {
            advance(in, count);
        }
        missing -= count;
        if (missing > 0) {
            return false;
        }
        framesSeen++;
        if (keeps) {
            record.endFrame(frameLength);
        }
        state = State.WORD;
        return true;
    }

    private boolean protocol(ByteBuffer in) {
        int count = Math.min(missing, in.remaining());
        in.get(name, PROTOCOL_BYTES - missing, count);
        position += count;
        missing -= count;
        if (missing > 0) {
            return false;
        }
        state = State.WORD;
        for (int i = 0; i < NAME.length; i++) {
            if (name[i] != NAME[i]) {
                String found = new String(name, StandardCharsets.ISO_8859_1).replace("\0", "");
                lose(FrameFault.PROTOCOL, "protocol " + found + ", " + PROTOCOL + " expected");
                break;
            }
        }
        return true;
    }

    /** Looks for a protocol word at any byte; false when it is not in these bytes. */
    private boolean search(ByteBuffer in) {
        while (in.remaining() >= WORD) {
            int value = wordAt(in, in.position());
            if (value == PROTOCOL_WORD || Integer.reverseBytes(value) == PROTOCOL_WORD) {
                begun = false;
                state = State.WORD;
                return true;
            }
            advance(in, 1);
        }
        return false;
    }

    private void lose(FrameFault fault, String what) {
        faults.fault(fault, position, what);
        record.clear();
        state = State.LOST;
    }

    private void expect(State next, int bytes) {
        state = next;
        missing = bytes;
    }

    private void advance(ByteBuffer in, int count) {
        in.position(in.position() + count);
        position += count;
    }

    private int wordAt(ByteBuffer in, int index) {
        int value = in.getInt(index);
        return in.order() == order ? value : Integer.reverseBytes(value);
    }

    private static ByteOrder other(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
