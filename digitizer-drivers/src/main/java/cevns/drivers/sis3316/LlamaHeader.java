package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in front of the hits of a llamaDAQ file, little-endian.
 *
 * <pre>
 *   0           4       6       8       10             12        16
 *  +-----------+-------+-------+-------+--------------+---------+----------------------------
 *  | "LArI"    | patch | minor | major | config bytes | open    | one configuration for each
 *  | 4972414C  | u16   | u16   | u16   | u16, 88      | u32     | open channel
 *  +-----------+-------+-------+-------+--------------+---------+----------------------------
 * </pre>
 *
 * @param version {@code major.minor.patch}
 * @param channels as the file has them
 */
record LlamaHeader(String version, List<LlamaChannel> channels) {

    static final int MAGIC = 0x4972414C;

    /** Length of the fixed part [bytes]. */
    static final int FIXED = 16;

    /** Channels that a channel id can tell apart. */
    static final int MOST_CHANNELS = 1 << 12;

    private static final int CONFIG_BYTES = 10;
    private static final int OPEN = 12;

    /** True when the fixed part is that of a file that can be read. */
    static boolean plausible(ByteBuffer buffer, int at) {
        int channels = buffer.getInt(at + OPEN);
        return buffer.getInt(at) == MAGIC
                && buffer.getChar(at + CONFIG_BYTES) >= LlamaChannel.BYTES
                && channels >= 1
                && channels <= MOST_CHANNELS;
    }

    /** Length of the whole header, at most 256 MiB [bytes]; the fixed part must be plausible. */
    static int length(ByteBuffer buffer, int at) {
        return FIXED + buffer.getInt(at + OPEN) * buffer.getChar(at + CONFIG_BYTES);
    }

    /** Reads the whole header. */
    static LlamaHeader read(ByteBuffer buffer, int at) {
        String version =
                "%d.%d.%d"
                        .formatted(
                                (int) buffer.getChar(at + 8),
                                (int) buffer.getChar(at + 6),
                                (int) buffer.getChar(at + 4));
        List<LlamaChannel> channels = new ArrayList<>();
        int step = buffer.getChar(at + CONFIG_BYTES);
        for (int i = 0; i < buffer.getInt(at + OPEN); i++) {
            channels.add(LlamaChannel.read(buffer, at + FIXED + i * step));
        }
        return new LlamaHeader(version, List.copyOf(channels));
    }
}
