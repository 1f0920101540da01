package cevns.drivers.dig2.wire;

import java.nio.ByteBuffer;

/** Writes data messages and events as a board sends them; all into big-endian buffers. */
public final class Dig2Encoder {

    private Dig2Encoder() {}

    /** The header in front of a payload. */
    public static void message(ByteBuffer out, long payloadBytes, int events, boolean aligned) {
        out.putLong(payloadBytes).putInt(events).put((byte) (aligned ? 1 : 0));
        for (int i = Dig2Frame.ALIGNED_OFFSET + 1; i < Dig2Frame.HEADER; i++) {
            out.put((byte) 0);
        }
    }

    /** Length of a scope event [bytes]. */
    public static int scopeBytes(long mask, int samples) {
        int words = Long.bitCount(mask) * (samples / Dig2Frame.SAMPLES_PER_WORD);
        return 8 * (Dig2Frame.SCOPE_HEADER + words);
    }

    /**
     * A scope event.
     *
     * @param triggerId counter; its low 24 bits are sent
     * @param flags 13 bits
     * @param overlap 3 bits
     * @param time [8 ns]; its low 48 bits are sent
     * @param mask channels, bit c for channel c
     * @param traces samples by channel number
     * @param samples of each channel, a multiple of 4
     */
    public static void scope(
            ByteBuffer out,
            long triggerId,
            boolean boardFail,
            int flags,
            int overlap,
            long time,
            long mask,
            char[][] traces,
            int samples) {
        scopeHeader(out, triggerId, boardFail, flags, overlap, time, mask, samples);
        int channels = Long.bitCount(mask);
        int groups = samples / Dig2Frame.SAMPLES_PER_WORD;
        int begin = out.position();
        int step = 8 * channels;
        int at = begin;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            char[] trace = traces[Long.numberOfTrailingZeros(rest)];
            for (int g = 0; g < groups; g++) {
                out.putLong(at + g * step, fourSamples(trace, Dig2Frame.SAMPLES_PER_WORD * g));
            }
            at += 8;
        }
        out.position(begin + groups * step);
    }

    /** The words of a scope event before its samples; parameters as above. */
    public static void scopeHeader(
            ByteBuffer out,
            long triggerId,
            boolean boardFail,
            int flags,
            int overlap,
            long time,
            long mask,
            int samples) {
        out.putLong(
                (long) Dig2Frame.SCOPE << 60
                        | (boardFail ? 1L << 56 : 0)
                        | (triggerId & 0xFF_FFFF) << 32
                        | scopeBytes(mask, samples) / 8);
        out.putLong(
                (long) (flags & 0x1FFF) << 51
                        | (long) (overlap & 7) << 48
                        | time & 0xFFFF_FFFF_FFFFL);
        out.putLong(mask);
    }

    /** The word of four samples, the earliest in its lowest bits. */
    static long fourSamples(char[] trace, int first) {
        return (long) trace[first + 3] << 48
                | (long) trace[first + 2] << 32
                | (long) trace[first + 1] << 16
                | trace[first];
    }

    /**
     * A start event.
     *
     * @param recordLength acquisition width [samples]
     * @param mask enabled channels
     */
    public static void start(ByteBuffer out, int recordLength, long mask) {
        out.putLong(special(Dig2Frame.START, 3));
        out.putLong((long) Dig2Frame.TYPE_WIDTH << 56 | 1L << 25 | recordLength);
        out.putLong((long) Dig2Frame.TYPE_32_BITS << 56 | mask & 0xFFFF_FFFFL);
        out.putLong((long) Dig2Frame.TYPE_32_BITS << 56 | mask >>> 32);
    }

    /**
     * A stop event.
     *
     * @param time time stamp at the end of the run [8 ns]
     * @param deadTime dead-time counter
     */
    public static void stop(ByteBuffer out, long time, long deadTime) {
        out.putLong(special(Dig2Frame.STOP, 2));
        out.putLong((long) Dig2Frame.TYPE_48_BITS << 56 | time & 0xFFFF_FFFF_FFFFL);
        out.putLong((long) Dig2Frame.TYPE_32_BITS << 56 | deadTime & 0xFFFF_FFFFL);
    }

    private static long special(int id, int headers) {
        return (long) Dig2Frame.SPECIAL << 60
                | (long) id << 56
                | (long) headers << 32
                | headers + 1;
    }
}
