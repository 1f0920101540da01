package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes requests; layout: {@link PacketFrame}. */
final class RequestEncoder {

    private RequestEncoder() {}

    /**
     * The datagram of a request.
     *
     * @param id identifier, 0…255
     * @param ids false for a board without identifiers
     */
    static byte[] encode(Request request, int id, boolean ids) {
        ByteBuffer out = ByteBuffer.allocate(length(request, ids)).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) request.opcode());
        if (ids && !(request instanceof Request.WriteLink)) {
            out.put((byte) id);
        }
        if (request instanceof Request.ReadLink read) {
            out.putInt(read.address());
        } else if (request instanceof Request.WriteLink write) {
            out.putInt(write.address()).putInt(write.data());
        } else if (request instanceof Request.Read read) {
            out.putShort((short) (read.addresses().length - 1));
            for (int address : read.addresses()) {
                out.putInt(address);
            }
        } else if (request instanceof Request.Write write) {
            out.putShort((short) (write.addresses().length - 1));
            for (int i = 0; i < write.addresses().length; i++) {
                out.putInt(write.addresses()[i]).putInt(write.data()[i]);
            }
        } else if (request instanceof Request.ReadFifo read) {
            out.putShort((short) (read.words() - 1)).putInt(read.address());
        } else if (request instanceof Request.WriteFifo write) {
            out.putShort((short) (write.data().length - 1)).putInt(write.address());
            for (int word : write.data()) {
                out.putInt(word);
            }
        }
        return out.array();
    }

    private static int length(Request request, boolean ids) {
        int head = PacketFrame.head(ids);
        if (request instanceof Request.ReadLink) {
            return head + 4;
        } else if (request instanceof Request.WriteLink) {
            return 9;
        } else if (request instanceof Request.Read read) {
            return head + 2 + 4 * read.addresses().length;
        } else if (request instanceof Request.Write write) {
            return head + 2 + 8 * write.addresses().length;
        } else if (request instanceof Request.ReadFifo) {
            return head + 6;
        } else if (request instanceof Request.WriteFifo write) {
            return head + 6 + 4 * write.data().length;
        }
        return head;
    }
}
