package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The part of Modbus that Cryomech compressors with a digital panel speak (serial-slow-control.md
 * §7.2): reading input registers. Serial lines have a checksum, TCP has a header instead.
 *
 * <pre>
 *  RTU request  unit 04 first(2) count(2) crc(2)        reply  unit 04 bytes(1) words crc(2)
 *                                                       error  unit 84 code(1) crc(2)
 *  TCP          transaction(2) 0000 length(2), then the same without crc;
 *               length is that of what follows it
 *  Words are big-endian. crc: CRC-16/MODBUS, 0xA001 reflected, from 0xFFFF, low byte first.
 * </pre>
 */
enum ModbusFrame {
    /** On a serial line, or a serial device server. */
    RTU,
    /** TCP 502. */
    TCP;

    static final int READ_INPUT = 4;
    static final int WRITE_HOLDING = 6;
    static final int ERROR = 0x80;

    private static final int HEADER = 6;
    private static final int POLYNOMIAL = 0xA001;
    private static final int MOST_BYTES = 260;
    private static final int SHORTEST_BODY = 3;

    /** Asks for so many registers from the first on. */
    byte[] question(int transaction, int unit, int first, int count) {
        ByteBuffer body = ByteBuffer.allocate(6);
        body.put((byte) unit).put((byte) READ_INPUT).putShort((short) first);
        return frame(transaction, body.putShort((short) count).array());
    }

    /** A frame around a body that begins with the unit. */
    byte[] frame(int transaction, byte[] body) {
        if (this == RTU) {
            int crc = crc(body, 0, body.length);
            byte[] bytes = Arrays.copyOf(body, body.length + 2);
            bytes[body.length] = (byte) crc;
            bytes[body.length + 1] = (byte) (crc >> 8);
            return bytes;
        }
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length);
        bytes.putShort((short) transaction).putShort((short) 0).putShort((short) body.length);
        return bytes.put(body).array();
    }

    /** Where a reply ends. */
    AnswerEnd replyEnd() {
        return (bytes, count) -> {
            if (this == TCP) {
                return tcpLength(bytes, count);
            }
            if (count < 3) {
                return 0;
            }
            int length = (bytes[1] & ERROR) != 0 ? 5 : 5 + (bytes[2] & 0xFF);
            return count >= length ? length : 0;
        };
    }

    /** Where a request ends, for a compressor. */
    AnswerEnd requestEnd() {
        return (bytes, count) -> {
            if (this == TCP) {
                return tcpLength(bytes, count);
            }
            return count >= 8 ? 8 : 0;
        };
    }

    private static int tcpLength(byte[] bytes, int count) {
        if (count < HEADER) {
            return 0;
        }
        int length = HEADER + (ByteBuffer.wrap(bytes).getShort(4) & 0xFFFF);
        if (length > MOST_BYTES || bytes[2] != 0 || bytes[3] != 0) {
            return -1;
        }
        return count >= length ? length : 0;
    }

    /**
     * The body in a frame, from the unit on.
     *
     * @throws BadAnswer if the checksum is wrong, or it is no body
     */
    byte[] body(byte[] bytes) throws BadAnswer {
        if (this == TCP) {
            if (bytes.length < HEADER + SHORTEST_BODY) {
                throw bad(FrameFault.LENGTH, bytes);
            }
            return Arrays.copyOfRange(bytes, HEADER, bytes.length);
        }
        int end = bytes.length - 2;
        if (end < SHORTEST_BODY) {
            throw bad(FrameFault.LENGTH, bytes);
        }
        int crc = (bytes[end] & 0xFF) | (bytes[end + 1] & 0xFF) << 8;
        if (crc != crc(bytes, 0, end)) {
            throw bad(FrameFault.CHECKSUM, bytes);
        }
        return Arrays.copyOf(bytes, end);
    }

    /**
     * The registers in the reply to a question.
     *
     * @throws BadAnswer if it is no reply to it, or the compressor says no
     */
    Registers registers(byte[] question, byte[] reply) throws BadAnswer {
        byte[] body = body(reply);
        byte[] asked = body(question);
        boolean sameTransaction = this == RTU || reply[0] == question[0] && reply[1] == question[1];
        if (!sameTransaction || body[0] != asked[0]) {
            throw bad(FrameFault.PROTOCOL, reply);
        }
        if ((body[1] & 0xFF) == (READ_INPUT | ERROR)) {
            throw BadAnswer.refusal("the compressor answers with error " + (body[2] & 0xFF));
        }
        int words = ByteBuffer.wrap(asked).getShort(4);
        boolean fits =
                body[1] == READ_INPUT
                        && body.length == 3 + 2 * words
                        && (body[2] & 0xFF) == 2 * words;
        if (!fits) {
            throw bad(FrameFault.PROTOCOL, reply);
        }
        return new Registers(ByteBuffer.wrap(body, 3, 2 * words).slice());
    }

    /** CRC-16/MODBUS. */
    static int crc(byte[] bytes, int from, int to) {
        int crc = 0xFFFF;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >> 1 ^ POLYNOMIAL : crc >> 1;
            }
        }
        return crc;
    }

    private static BadAnswer bad(FrameFault fault, byte[] bytes) {
        return BadAnswer.garbage(fault, "no Modbus reply: " + Dialogue.shown(bytes, bytes.length));
    }
}
