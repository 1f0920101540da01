package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.FORMAT;
import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.LENGTH;

import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.adara.AdaraPacket.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** What a client may send to the stream service: hello packets, short ones, nothing else. */
final class AdaraHello {

    /** A longer packet is an error. */
    static final int MAX_PACKET = 1024;

    private final Consumer<ClientHello> hellos;
    private final ByteBuffer packet =
            ByteBuffer.allocate(MAX_PACKET).order(ByteOrder.LITTLE_ENDIAN);
    private int size = HEADER_BYTES;

    /**
     * Makes a reader.
     *
     * @param hellos takes each hello
     */
    AdaraHello(Consumer<ClientHello> hellos) {
        this.hellos = hellos;
    }

    /**
     * Takes bytes.
     *
     * @return why the connection must be dropped; empty when all is well
     */
    String feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            packet.put(bytes.get());
            if (packet.position() == HEADER_BYTES) {
                AdaraType type = AdaraType.ofFormat(packet.getInt(FORMAT));
                long length = packet.getInt(LENGTH) & 0xFFFFFFFFL;
                if (type != AdaraType.CLIENT_HELLO || length > MAX_PACKET - HEADER_BYTES) {
                    return String.format(
                            "packet 0x%08x of %d bytes instead of a hello",
                            packet.getInt(FORMAT), length);
                }
                size = HEADER_BYTES + (int) length;
            }
            if (packet.position() >= HEADER_BYTES && packet.position() == size) {
                AdaraPacket whole = AdaraPackets.read(packet, 0, size - HEADER_BYTES);
                packet.clear();
                size = HEADER_BYTES;
                if (whole instanceof Refused refused) {
                    return refused.why();
                }
                hellos.accept((ClientHello) whole);
            }
        }
        return "";
    }
}
