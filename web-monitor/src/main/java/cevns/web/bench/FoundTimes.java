package cevns.web.bench;

import cevns.drivers.device.SentListener;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * When the hits of waveforms were found: source, channel, device counter, {@link System#nanoTime}.
 * Filled by the pipeline's thread, read when it has ended.
 */
final class FoundTimes {

    private static final int MOST = 1 << 20;

    private int[] sources = new int[1 << 14];
    private int[] channels = new int[1 << 14];
    private long[] ticks = new long[1 << 14];
    private long[] nanos = new long[1 << 14];
    private int count;

    private final Histogram toHits = Latency.histogram();
    private final Histogram held = Latency.histogram();

    /** What was sent: one waveform, or a trigger with all its channels. */
    private record Sent(int source, int channel, long ticks) {}

    void add(int sourceId, int channel, long tick, long nanoTime) {
        if (count == MOST) {
            return;
        }
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, 2 * count);
            channels = Arrays.copyOf(channels, 2 * count);
            ticks = Arrays.copyOf(ticks, 2 * count);
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        sources[count] = sourceId;
        channels[count] = channel;
        ticks[count] = tick;
        nanos[count++] = nanoTime;
    }

    /** Looks for each waveform when it was sent; once. */
    void match(SentTimes sent) {
        Map<Sent, Integer> all = new HashMap<>();
        for (int i = 0; i < sent.count(); i++) {
            all.put(new Sent(sent.sourceId(i), sent.channel(i), sent.ticks(i)), i);
        }
        for (int i = 0; i < count; i++) {
            Integer one = all.get(new Sent(sources[i], channels[i], ticks[i]));
            if (one == null) {
                one = all.get(new Sent(sources[i], SentListener.ALL_CHANNELS, ticks[i]));
            }
            if (one != null) {
                toHits.recordValue(Math.max(0, nanos[i] - sent.nanoTime(one)));
                if (sent.heldNs(one) != SentListener.NOT_HELD) {
                    held.recordValue(Math.max(0, sent.heldNs(one)));
                }
            }
        }
    }

    /** Times from the last byte of a waveform on the socket to its hits [ns]. */
    Histogram toHits() {
        return toHits;
    }

    /** How long devices had had the same waveforms when they sent them [ns]. */
    Histogram held() {
        return held;
    }
}
