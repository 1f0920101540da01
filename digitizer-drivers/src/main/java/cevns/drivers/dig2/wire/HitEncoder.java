package cevns.drivers.dig2.wire;

import java.nio.ByteBuffer;

/** Writes aggregates of hits as a board sends them; all into big-endian buffers. */
public final class HitEncoder {

    private HitEncoder() {}

    /** Leaves room for the first word of an aggregate and gives its place. */
    public static int begin(ByteBuffer out) {
        int place = out.position();
        out.putLong(0);
        return place;
    }

    /**
     * Ends an aggregate with the last hit written.
     *
     * @param place where it begins
     * @param counter of aggregates; its low 24 bits are sent
     */
    public static void end(
            ByteBuffer out, int place, long counter, boolean flush, boolean boardFail) {
        long words = (out.position() - place) / 8;
        out.putLong(
                place,
                (long) Dig2Frame.INDIVIDUAL << 60
                        | (flush ? 1L << 59 : 0)
                        | (boardFail ? 1L << 56 : 0)
                        | (counter & 0xFF_FFFF) << 32
                        | words);
    }

    /** A hit of one word. */
    public static void single(ByteBuffer out, int channel, int highFlags, long time, int energy) {
        out.putLong(
                HitFrame.LAST
                        | (long) channel << 56
                        | (long) highFlags << 48
                        | (time & 0xFFFF_FFFFL) << 16
                        | energy);
    }

    /** First word of a hit. */
    public static void time(ByteBuffer out, int channel, boolean special, long time) {
        out.putLong((long) channel << 56 | (special ? 1L << 55 : 0) | time & 0xFFFF_FFFF_FFFFL);
    }

    /**
     * Second word.
     *
     * @param more true when extra words follow
     * @param waveform true when a waveform follows those
     */
    public static void values(
            ByteBuffer out,
            boolean more,
            boolean waveform,
            int lowFlags,
            int highFlags,
            int shortEnergy,
            int fine,
            int energy) {
        out.putLong(
                (more ? 0 : HitFrame.LAST)
                        | (waveform ? 1L << 62 : 0)
                        | (long) lowFlags << 50
                        | (long) highFlags << 42
                        | (long) shortEnergy << 26
                        | (long) fine << 16
                        | energy);
    }

    /** An extra word. */
    public static void extra(ByteBuffer out, boolean last, int type, long data) {
        out.putLong((last ? HitFrame.LAST : 0) | (long) type << 60 | data);
    }

    /**
     * Counters of a channel, a hit of four words.
     *
     * @param deadTime since the start [tick]
     */
    public static void statistics(
            ByteBuffer out, int channel, long time, long deadTime, long saved, long triggers) {
        time(out, channel, true, time);
        values(out, true, false, 0, 0, 0, 0, 0);
        extra(out, false, HitFrame.DEAD_TIME, deadTime & 0xFFFF_FFFF_FFFFL);
        long counts = (triggers & 0xFF_FFFF) << 24 | saved & 0xFF_FFFF;
        extra(out, true, HitFrame.COUNTS, counts);
    }

    /**
     * Size and samples of a waveform.
     *
     * @param first 14 bits each
     * @param second likewise
     * @param logic four bits each
     * @param samples an even number
     */
    public static void waveform(
            ByteBuffer out, char[] first, char[] second, byte[] logic, int samples, boolean cut) {
        out.putLong((cut ? HitFrame.LAST : 0) | samples / HitFrame.SAMPLES_PER_WORD);
        for (int i = 0; i < samples; i += HitFrame.SAMPLES_PER_WORD) {
            long early = half(first[i], second[i], logic[i]) & 0xFFFF_FFFFL;
            long late = half(first[i + 1], second[i + 1], logic[i + 1]);
            out.putLong(late << 32 | early);
        }
    }

    /** An extra word of open DPP: 63 bits of the user's. */
    public static void user(ByteBuffer out, boolean last, long data) {
        out.putLong(last ? data | HitFrame.LAST : data & ~HitFrame.LAST);
    }

    /**
     * Size and samples of a waveform of open DPP.
     *
     * @param samples a multiple of 4
     */
    public static void samples(ByteBuffer out, char[] trace, int samples, boolean cut) {
        out.putLong((cut ? HitFrame.LAST : 0) | samples / Dig2Frame.SAMPLES_PER_WORD);
        for (int i = 0; i < samples; i += Dig2Frame.SAMPLES_PER_WORD) {
            out.putLong(Dig2Encoder.fourSamples(trace, i));
        }
    }

    private static int half(int first, int second, int logic) {
        return first & 0x3FFF | (logic & 3) << 14 | (second & 0x3FFF) << 16 | (logic & 0xC) << 28;
    }
}
