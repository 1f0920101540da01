package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.FORMAT;
import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.LENGTH;

import cevns.daq.record.FrameFault;
import cevns.drivers.adara.AdaraPacket.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Bytes of a stream to packets, however the bytes were split. Only what is needed is kept, and only
 * as it arrives: neutrons pass by, and a length that nothing follows allocates nothing.
 */
final class AdaraDecoder {

    private static final int FIRST_CAPACITY = 4096;

    private final int maxKept;
    private final Consumer<AdaraPacket> packets;
    private ByteBuffer packet = ByteBuffer.allocate(FIRST_CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    private int payload;
    private int keep;
    private long discard;
    private AdaraPacket instead;
    private boolean lost;

    /**
     * Makes a decoder at the begin of a stream.
     *
     * @param maxKept longest payload of a packet we read; a longer one is refused [bytes]
     * @param packets takes each packet when its last byte is there
     */
    AdaraDecoder(int maxKept, Consumer<AdaraPacket> packets) {
        this.maxKept = maxKept;
        this.packets = packets;
    }

    /**
     * Takes bytes.
     *
     * @return false when the stream has lost its place: there is no way back into a socket, so it
     *     must be closed, and what comes is ignored until {@link #reset}
     */
    boolean feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !lost) {
            if (packet.position() < HEADER_BYTES) {
                take(bytes, HEADER_BYTES);
                if (packet.position() == HEADER_BYTES) {
                    open();
                }
            } else if (packet.position() < HEADER_BYTES + keep) {
                take(bytes, HEADER_BYTES + keep);
            } else {
                int passed = (int) Math.min(discard, bytes.remaining());
                bytes.position(bytes.position() + passed);
                discard -= passed;
            }
            if (packet.position() >= HEADER_BYTES
                    && packet.position() == HEADER_BYTES + keep
                    && discard == 0
                    && !lost) {
                close();
            }
        }
        return !lost;
    }

    /** Begins anew, on another connection. */
    void reset() {
        packet.clear();
        keep = 0;
        discard = 0;
        instead = null;
        lost = false;
    }

    private void open() {
        long length = packet.getInt(LENGTH) & 0xFFFFFFFFL;
        int format = packet.getInt(FORMAT);
        AdaraType type = AdaraType.ofFormat(format);
        EpicsTime time = AdaraPackets.time(packet, 0);
        String wrong = wrongLength(length, format);
        if (!wrong.isEmpty()) {
            lost = true;
            packets.accept(new Refused(type, time, FrameFault.FRAMING, wrong));
            return;
        }
        payload = (int) length;
        keep = type == null ? 0 : type.kept(payload);
        if (keep > maxKept) {
            String why = type.label + " of " + payload + " bytes, at most " + maxKept + " are read";
            instead = new Refused(type, time, FrameFault.LENGTH, why);
            keep = 0;
        }
        discard = length - keep;
    }

    /** What is wrong with a header, or nothing. */
    static String wrongLength(long length, int format) {
        if (length % 4 == 0 && length <= AdaraFrame.MAX_PAYLOAD) {
            return "";
        }
        return String.format(
                "packet 0x%08x claims %d bytes of payload, a multiple of 4 up to 2^30 belongs"
                        + " there",
                format, length);
    }

    private void close() {
        AdaraPacket whole = instead == null ? AdaraPackets.read(packet, 0, payload) : instead;
        packet.clear();
        keep = 0;
        instead = null;
        packets.accept(whole);
    }

    private void take(ByteBuffer bytes, int upTo) {
        int count = Math.min(upTo - packet.position(), bytes.remaining());
        if (count > packet.remaining()) {
            int wanted = Math.max(packet.position() + count, 2 * packet.capacity());
            packet.flip();
            packet = ByteBuffer.allocate(wanted).order(ByteOrder.LITTLE_ENDIAN).put(packet);
        }
        packet.put(packet.position(), bytes, bytes.position(), count);
        packet.position(packet.position() + count);
        bytes.position(bytes.position() + count);
    }
}
