package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A frame of SMDP, the protocol of Cryomech CP and CPA compressors (serial-slow-control.md §7.1).
 *
 * <pre>
 *  02    ADDR  CMD   DATA …   CK1   CK2   0D
 *        └──── escaped ───┘   └ never ┘
 *  escapes      02 → 07 30    0D → 07 31    07 → 07 32
 *  CK1, CK2     0x30 + high, 0x30 + low half of the sum of all bytes from ADDR to the last of DATA,
 *               as they are before escaping, modulo 256
 *  CMD          80 request; 89 or 81 reply
 *  DATA         63 hash hash index                     read
 *               61 hash hash index v v v v             write
 *               63 hash hash index v v v v             reply to a read; v big-endian, signed
 * </pre>
 *
 * @param address of the compressor; 0x10 when it leaves the factory
 * @param command see above
 * @param data not escaped
 */
record SmdpFrame(int address, int command, byte[] data) {

    static final int STX = 0x02;
    static final int CR = 0x0D;
    static final int REQUEST = 0x80;
    static final int REPLY = 0x89;

    /** A reply, too: nothing has reset the compressor since the last one, or has (§7.1, unsure). */
    static final int OTHER_REPLY = 0x81;

    static final int READ = 0x63;
    static final int WRITE = 0x61;

    /** Frames end with CR, which is never inside one. */
    static final AnswerEnd END = (bytes, count) -> AnswerEnd.indexOf((byte) CR, bytes, count) + 1;

    private static final int ESCAPE = 0x07;
    private static final int DIGIT = 0x30;
    private static final int QUANTITY_BYTES = 4;
    private static final int VALUE_BYTES = 8;

    /** Asks for a quantity. */
    static SmdpFrame question(int address, int hash, int index) {
        byte[] data = {READ, (byte) (hash >> 8), (byte) hash, (byte) index};
        return new SmdpFrame(address, REQUEST, data);
    }

    /** Gives a quantity. */
    static SmdpFrame reply(int address, int hash, int index, int value) {
        ByteBuffer data = ByteBuffer.allocate(VALUE_BYTES);
        data.put((byte) READ).putShort((short) hash).put((byte) index).putInt(value);
        return new SmdpFrame(address, REPLY, data.array());
    }

    /** The bytes on the wire. */
    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(STX);
        escape(address, out);
        escape(command, out);
        for (byte each : data) {
            escape(each & 0xFF, out);
        }
        int sum = sum();
        out.write(DIGIT + (sum >> 4));
        out.write(DIGIT + (sum & 0xF));
        out.write(CR);
        return out.toByteArray();
    }

    /**
     * Reads a frame; what stands before its STX is passed over.
     *
     * @param bytes up to its CR
     * @throws BadAnswer if it is none
     */
    static SmdpFrame decode(byte[] bytes) throws BadAnswer {
        int stx = bytes.length - 1;
        while (stx >= 0 && bytes[stx] != STX) {
            stx--;
        }
        int end = bytes.length - 3;
        if (stx < 0 || bytes[bytes.length - 1] != CR || end - stx < 3) {
            throw bad(FrameFault.FRAMING, bytes);
        }
        byte[] plain = unescape(bytes, stx + 1, end);
        if (plain.length < 2) {
            throw bad(FrameFault.LENGTH, bytes);
        }
        SmdpFrame frame =
                new SmdpFrame(
                        plain[0] & 0xFF,
                        plain[1] & 0xFF,
                        Arrays.copyOfRange(plain, 2, plain.length));
        int sum = frame.sum();
        if (bytes[end] != DIGIT + (sum >> 4) || bytes[end + 1] != DIGIT + (sum & 0xF)) {
            throw bad(FrameFault.CHECKSUM, bytes);
        }
        return frame;
    }

    /**
     * The value in the reply to a question.
     *
     * @throws BadAnswer if this is no reply to it
     */
    int value(SmdpFrame question) throws BadAnswer {
        boolean fits =
                address == question.address
                        && (command == REPLY || command == OTHER_REPLY)
                        && data.length == VALUE_BYTES
                        && Arrays.equals(data, 0, QUANTITY_BYTES, question.data, 0, QUANTITY_BYTES);
        if (!fits) {
            throw bad(FrameFault.PROTOCOL, encode());
        }
        return ByteBuffer.wrap(data).getInt(QUANTITY_BYTES);
    }

    private int sum() {
        int sum = address + command;
        for (byte each : data) {
            sum += each & 0xFF;
        }
        return sum & 0xFF;
    }

    private static void escape(int value, ByteArrayOutputStream out) {
        switch (value) {
            case STX -> pair('0', out);
            case CR -> pair('1', out);
            case ESCAPE -> pair('2', out);
            default -> out.write(value);
        }
    }

    private static void pair(char code, ByteArrayOutputStream out) {
        out.write(ESCAPE);
        out.write(code);
    }

    private static byte[] unescape(byte[] bytes, int from, int to) throws BadAnswer {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            if (bytes[i] != ESCAPE) {
                plain.write(bytes[i]);
                continue;
            }
            i++;
            int code = i < to ? bytes[i] : 0;
            switch (code) {
                case '0' -> plain.write(STX);
                case '1' -> plain.write(CR);
                case '2' -> plain.write(ESCAPE);
                default -> throw bad(FrameFault.VALUE, bytes);
            }
        }
        return plain.toByteArray();
    }

    private static BadAnswer bad(FrameFault fault, byte[] bytes) {
        return BadAnswer.garbage(fault, "no SMDP reply: " + Dialogue.shown(bytes, bytes.length));
    }
}
