package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.dig2.wire.ZleFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A channel of a zero-suppressed event as the board sent it, kept until the event is whole; used
 * again for later ones. What it stands for is a trace in which the good stretches have their
 * samples and the bad ones the value that the hit gives for them. A trace that the board has cut
 * ends where it is no longer known.
 */
final class ZleHit {

    private final ByteBuffer header =
            ByteBuffer.allocateDirect(8 * (2 + ZleFrame.MOST_EXTRA)).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer samples =
            ByteBuffer.allocateDirect(8 * HitFrame.MOST_WORDS).order(ByteOrder.LITTLE_ENDIAN);
    private int words;
    private int kept;
    private boolean truncated;
    private int counters;
    private int length;

    /** Takes a hit that is not of one word. */
    void copy(DppHit hit) {
        words = hit.words();
        header.clear().put(0, hit.header(), 0, 8 * words).limit(8 * words);
        kept = hit.samples();
        samples.clear().put(0, hit.analog(0), 0, 2 * kept);
        truncated = hit.isTruncated();
        counters = 0;
        length = 0;
    }

    /**
     * Walks through the counters; to be asked before the trace.
     *
     * @param recordLength what they must add up to [samples]; 0 when the board has not told
     * @param longest what they may add up to then [samples]
     * @return why it is no trace, or null
     */
    String trouble(int recordLength, int longest) {
        int room = 2 * words - 3;
        int counter;
        long all = 0;
        long good = 0;
        do {
            if (counters == room) {
                return "none of " + counters + " counters is the last";
            }
            counter = ZleFrame.counter(header, counters);
            int stretch = counter & ZleFrame.LONGEST;
            all += stretch;
            good += isGood(counters++) ? stretch : 0;
        } while ((counter & ZleFrame.LAST_COUNTER) == 0);
        if (room - counters > 1) {
            return "counter " + counters + " is the last, the header has room for " + room;
        }
        if (hasWaveform() != (counters > 1 || isGood(0))) {
            return counters + " counters " + (hasWaveform() ? "with" : "without") + " a waveform";
        }
        int cuts = ZleFrame.WAVEFORM_CUT | ZleFrame.COUNTERS_CUT;
        boolean cut = truncated || (counter & cuts) != 0;
        int most = recordLength > 0 ? recordLength : longest;
        if (all > most || recordLength > 0 && all < recordLength && !cut) {
            return all + " samples of a record of " + most;
        }
        if (kept - good >= ZleFrame.SAMPLES_PER_WORD || kept < good && !cut) {
            return kept + " samples where " + good + " are good";
        }
        length = kept < good ? known() : (int) all;
        return null;
    }

    /** Samples up to where the kept ones run out. */
    private int known() {
        int at = 0;
        int left = kept;
        for (int i = 0; i < counters; i++) {
            int stretch = ZleFrame.counter(header, i) & ZleFrame.LONGEST;
            if (isGood(i) && stretch > left) {
                return at + left;
            }
            left -= isGood(i) ? stretch : 0;
            at += stretch;
        }
        return at;
    }

    private boolean isGood(int counter) {
        boolean evenIsGood = (header.getLong(8) & ZleFrame.EVEN_IS_GOOD) != 0;
        return evenIsGood == (counter % 2 == 0);
    }

    private boolean hasWaveform() {
        return (header.getLong(8) >>> 62 & 1) != 0;
    }

    int channel() {
        return (int) (header.getLong(0) >>> 56) & 0x7F;
    }

    /** True when no further channel of the event follows. */
    boolean isLast() {
        return (header.getLong(0) & ZleFrame.LAST_CHANNEL) != 0;
    }

    /** Time stamp, 48 bits [8 ns]. */
    long time() {
        return Dig2Frame.time(header.getLong(0));
    }

    /** The header as on the wire, from position to limit. */
    ByteBuffer header() {
        return header;
    }

    /** Samples of the trace. */
    int length() {
        return length;
    }

    /**
     * Rebuilds the trace.
     *
     * @param into little-endian, with room for {@link #length} samples from index 0
     */
    void rebuild(ByteBuffer into) {
        short rest = (short) (header.getLong(8) >>> 36);
        int from = 0;
        int at = 0;
        for (int i = 0; i < counters && at < length; i++) {
            int stretch = Math.min(length - at, ZleFrame.counter(header, i) & ZleFrame.LONGEST);
            if (isGood(i)) {
                into.put(2 * at, samples, 2 * from, 2 * stretch);
                from += stretch;
            } else {
                for (int s = at; s < at + stretch; s++) {
                    into.putShort(2 * s, rest);
                }
            }
            at += stretch;
        }
    }
}
