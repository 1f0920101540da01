package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.PacketFrame.MOST_REGISTERS;
import static cevns.drivers.sis3316.PacketFrame.MOST_WRITE_WORDS;

import java.nio.ByteBuffer;

/** Reads requests, as a board does; layout: {@link PacketFrame}. Any bytes give an answer. */
final class RequestDecoder {

    private RequestDecoder() {}

    /** The identifier to echo; 0 where there is none. */
    static int id(ByteBuffer in, boolean ids) {
        return ids && in.limit() > 1 ? in.get(1) & 0xFF : 0;
    }

    /**
     * The request in a datagram; {@link Request.Malformed} if there is none.
     *
     * @param in little-endian, from 0 to its limit
     */
    static Request decode(ByteBuffer in, boolean ids) {
        if (in.limit() == 0) {
            return new Request.Malformed(0);
        }
        int opcode = in.get(0) & 0xFF;
        if (opcode == PacketFrame.WRITE_LINK) {
            return in.limit() == 9
                    ? new Request.WriteLink(in.getInt(1), in.getInt(5))
                    : new Request.Malformed(opcode);
        }
        int head = PacketFrame.head(ids);
        if (in.limit() < head) {
            return new Request.Malformed(opcode);
        }
        Request request =
                switch (opcode) {
                    case PacketFrame.READ_LINK -> readLink(in, head, ids);
                    case PacketFrame.READ -> read(in, head);
                    case PacketFrame.WRITE -> write(in, head);
                    case PacketFrame.READ_FIFO -> readFifo(in, head);
                    case PacketFrame.WRITE_FIFO -> writeFifo(in, head);
                    case PacketFrame.REPEAT -> new Request.Repeat();
                    case PacketFrame.RESET -> new Request.Reset();
                    default -> null;
                };
        return request == null ? new Request.Malformed(opcode) : request;
    }

    // A board without identifiers takes the longer form for its own, and reads another address.
    private static Request readLink(ByteBuffer in, int head, boolean ids) {
        int length = in.limit();
        boolean fits = length == head + 4 || !ids && length == head + 5;
        return fits ? new Request.ReadLink(in.getInt(head)) : null;
    }

    private static Request read(ByteBuffer in, int head) {
        int n = count(in, head);
        if (n > MOST_REGISTERS || in.limit() != head + 2 + 4 * n) {
            return null;
        }
        int[] addresses = new int[n];
        for (int i = 0; i < n; i++) {
            addresses[i] = in.getInt(head + 2 + 4 * i);
        }
        return new Request.Read(addresses);
    }

    private static Request write(ByteBuffer in, int head) {
        int n = count(in, head);
        if (n > MOST_REGISTERS || in.limit() != head + 2 + 8 * n) {
            return null;
        }
        int[] addresses = new int[n];
        int[] data = new int[n];
        for (int i = 0; i < n; i++) {
            addresses[i] = in.getInt(head + 2 + 8 * i);
            data[i] = in.getInt(head + 6 + 8 * i);
        }
        return new Request.Write(addresses, data);
    }

    private static Request readFifo(ByteBuffer in, int head) {
        return in.limit() == head + 6
                ? new Request.ReadFifo(in.getInt(head + 2), count(in, head))
                : null;
    }

    private static Request writeFifo(ByteBuffer in, int head) {
        int n = count(in, head);
        if (n > MOST_WRITE_WORDS || in.limit() != head + 6 + 4 * n) {
            return null;
        }
        int[] data = new int[n];
        for (int i = 0; i < n; i++) {
            data[i] = in.getInt(head + 6 + 4 * i);
        }
        return new Request.WriteFifo(in.getInt(head + 2), data);
    }

    /** The number that is sent less one; beyond every limit where there is none. */
    private static int count(ByteBuffer in, int head) {
        return in.limit() < head + 2 ? Integer.MAX_VALUE / 16 : (in.getShort(head) & 0xFFFF) + 1;
    }
}
