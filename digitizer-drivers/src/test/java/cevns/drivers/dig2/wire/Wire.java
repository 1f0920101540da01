package cevns.drivers.dig2.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes of a data connection, made from the text of the protocol, not by our encoder. */
public final class Wire {

    /** The worked example of section 4.5, payload alone: 56 bytes. */
    public static final byte[] SCOPE_EXAMPLE =
            hex(
                    """
                    10 00 00 05 00 00 00 07
                    00 00 00 00 07 73 59 40
                    00 00 00 00 00 00 00 09
                    10 03 10 02 10 01 10 00
                    20 03 20 02 20 01 20 00
                    10 07 10 06 10 05 10 04
                    20 07 20 06 20 05 20 04
                    """);

    /** The worked examples of section 4.4. */
    public static final byte[] START_EXAMPLE =
            hex("3000000300000004 0200000002000400 0100000000000009 0100000000000000");

    public static final byte[] STOP_EXAMPLE =
            hex("3200000200000003 00000000077359bb 0100000000000011");

    public static final byte[] MARKER = new byte[32];

    private Wire() {}

    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] message(int events, boolean aligned, byte[] payload) {
        byte[] header = new byte[32];
        ByteBuffer.wrap(header)
                .putLong(payload.length)
                .putInt(events)
                .put((byte) (aligned ? 1 : 0));
        return join(header, payload);
    }

    public static byte[] words(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * words.length);
        for (long word : words) {
            bytes.putLong(word);
        }
        return bytes.array();
    }
}
