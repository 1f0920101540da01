package cevns.drivers.dig2.wire;

/**
 * Individual triggers on the wire: an aggregate of hits, one after the other until its size is used
 * up. Big-endian words, as in {@link Dig2Frame}.
 *
 * <pre>
 *  aggregate (format 2)
 *  word 0   59 flush, 56 board fail, 55…32 counter, 31…0 words
 *
 *  hit of one word
 *  word 0   63 = 1, 62…56 channel, 55…48 high-priority flags, 47…16 low half of the time, 15…0 energy
 *
 *  hit
 *  word 0   63 = 0, 62…56 channel, 55 statistics, 47…0 time stamp [tick]
 *  word 1   63 last of the header, 62 waveform follows, 61…50 low-priority flags,
 *           49…42 high-priority flags, 41…26 energy of the short gate, 25…16 fine time [tick/1024],
 *           15…0 energy (of the long gate)
 *  word 2…  63 last of the header, 62…60 type, 59…0 data; of open DPP 62…0 are the user's
 *
 *  data of type 0, the waveform
 *           2…0 probe 0, 3 signed, 5…4 factor; 8…6 probe 1, 9 signed, 11…10 factor;
 *           15…12, 19…16, 23…20, 27…24 digital probes; 43…28 threshold, 45…44 down-sampling
 *  of type 1, the dead time: 47…0 [tick]
 *  of type 2, counters: 23…0 saved hits, 47…24 triggers
 *
 *  waveform
 *  size     63 truncated, 11…0 words that follow
 *  words    two samples, the earlier in 31…0; in each half 13…0 analog probe 0, 14 and 15 digital
 *           probes 0 and 1, 29…16 analog probe 1, 30 and 31 digital probes 2 and 3;
 *           of open DPP four samples of 16 bits, the earliest in 15…0
 * </pre>
 */
public final class HitFrame {

    /** Bits of the counter of aggregates. */
    public static final int COUNTER_BITS = 24;

    /** Steps of the fine time in a tick. */
    public static final int FINE_STEPS = 1024;

    static final int LOW_FLAG_BITS = 12;

    /** Most words in a waveform. */
    public static final int MOST_WORDS = 0xFFF;

    static final int SAMPLES_PER_WORD = 2;

    /** Type of the extra word that tells of a waveform. */
    public static final int WAVEFORM = 0;

    /** Type of the extra word with the dead time. */
    public static final int DEAD_TIME = 1;

    /** Type of the extra word with saved hits and triggers. */
    public static final int COUNTS = 2;

    /** Code of the ADC's own samples among analog probes. */
    public static final int ADC_INPUT = 0;

    static final long LAST = 1L << 63;

    private HitFrame() {}

    /** Counter of the aggregate that begins with this word. */
    public static int counter(long aggregate) {
        return (int) (aggregate >>> 32) & 0xFF_FFFF;
    }
}
