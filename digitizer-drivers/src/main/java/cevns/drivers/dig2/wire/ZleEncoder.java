package cevns.drivers.dig2.wire;

import java.nio.ByteBuffer;

/** Writes hits of zero-suppressed traces as a board sends them, into big-endian buffers. */
public final class ZleEncoder {

    private static final int MOST_SAMPLES = ZleFrame.SAMPLES_PER_WORD * HitFrame.MOST_WORDS;

    private ZleEncoder() {}

    /** Longest hit of a trace of so many samples [bytes]. */
    public static int longest(int samples) {
        int words = Math.min(HitFrame.MOST_WORDS, samples / ZleFrame.SAMPLES_PER_WORD + 1);
        return 8 * (2 + ZleFrame.MOST_EXTRA + 1 + words);
    }

    /**
     * One channel of an event; a waveform that is longer than the format allows is cut.
     *
     * @param last true for the last channel of the event
     * @param time its low 48 bits are sent [8 ns]
     * @param kept what is kept of the trace
     */
    public static void hit(
            ByteBuffer out,
            int channel,
            boolean last,
            long time,
            ZleSuppression kept,
            char[] trace) {
        int samples = samples(kept);
        boolean waveform = kept.count() > 1 || kept.firstIsKept();
        int flags =
                ZleFrame.LAST_COUNTER
                        | (samples > MOST_SAMPLES || kept.isCut() ? ZleFrame.WAVEFORM_CUT : 0)
                        | (kept.isCut() ? ZleFrame.COUNTERS_CUT : 0);
        HitEncoder.time(out, channel, last, time);
        out.putLong(
                (kept.count() == 1 ? HitFrame.LAST : 0)
                        | (waveform ? 1L << 62 : 0)
                        | (long) kept.baseline() << 36
                        | (kept.firstIsKept() ? ZleFrame.EVEN_IS_GOOD : 0)
                        | counter(kept, 0, flags));
        for (int i = 1; i < kept.count(); i += 2) {
            long high = i + 1 < kept.count() ? counter(kept, i + 1, flags) << 32 : 0;
            boolean lastWord = i + 2 >= kept.count();
            out.putLong((lastWord ? HitFrame.LAST : 0) | high | counter(kept, i, flags));
        }
        if (waveform) {
            waveform(out, kept, trace, Math.min(samples, MOST_SAMPLES), samples > MOST_SAMPLES);
        }
    }

    private static int samples(ZleSuppression kept) {
        int samples = 0;
        for (int i = kept.firstIsKept() ? 0 : 1; i < kept.count(); i += 2) {
            samples += kept.length(i);
        }
        return samples;
    }

    private static long counter(ZleSuppression kept, int index, int flags) {
        return kept.length(index) | (index == kept.count() - 1 ? flags : 0);
    }

    private static void waveform(
            ByteBuffer out, ZleSuppression kept, char[] trace, int samples, boolean cut) {
        int perWord = ZleFrame.SAMPLES_PER_WORD;
        out.putLong((cut ? HitFrame.LAST : 0) | (samples + perWord - 1) / perWord);
        long word = 0;
        int sent = 0;
        int at = 0;
        for (int i = 0; i < kept.count() && sent < samples; i++) {
            boolean isKept = kept.firstIsKept() == (i % 2 == 0);
            int end = at + kept.length(i);
            for (int s = at; isKept && s < end && sent < samples; s++) {
                word |= (long) trace[s] << 16 * (sent++ % perWord);
                if (sent % perWord == 0) {
                    out.putLong(word);
                    word = 0;
                }
            }
            at = end;
        }
        if (sent % perWord != 0) {
            out.putLong(word);
        }
    }
}
