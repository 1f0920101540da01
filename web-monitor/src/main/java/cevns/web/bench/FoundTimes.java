package cevns.web.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * When the hits of waveforms were found: source, device counter, {@link System#nanoTime}. Filled by
 * the pipeline's thread, read when it has ended.
 */
final class FoundTimes {

    private static final int MOST = 1 << 20;

    private int[] sources = new int[1 << 14];
    private long[] ticks = new long[1 << 14];
    private long[] nanos = new long[1 << 14];
    private int count;

    private record Trigger(int source, long ticks) {}

    void add(int sourceId, long tick, long nanoTime) {
        if (count == MOST) {
            return;
        }
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, 2 * count);
            ticks = Arrays.copyOf(ticks, 2 * count);
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        sources[count] = sourceId;
        ticks[count] = tick;
        nanos[count++] = nanoTime;
    }

    /** Times from the last byte of a waveform on the socket to its hits [ns]. */
    Histogram since(SentTimes sent) {
        Map<Trigger, Long> sentAt = new HashMap<>();
        for (int i = 0; i < sent.count(); i++) {
            sentAt.put(new Trigger(sent.sourceId(i), sent.ticks(i)), sent.nanoTime(i));
        }
        Histogram histogram = Latency.histogram();
        for (int i = 0; i < count; i++) {
            Long from = sentAt.get(new Trigger(sources[i], ticks[i]));
            if (from != null) {
                histogram.recordValue(Math.max(0, nanos[i] - from));
            }
        }
        return histogram;
    }
}
