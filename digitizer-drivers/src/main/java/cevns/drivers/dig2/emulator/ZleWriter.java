package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.ZleEncoder;
import cevns.drivers.dig2.wire.ZleSuppression;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Zero-suppressed events: an aggregate for each trigger, and a new one within it where it would be
 * too long.
 */
final class ZleWriter implements TraceWriter {

    private static final int LARGEST_AGGREGATE = 1 << 16;

    private final List<ZleChannel> channels;
    private final ZleSuppression kept = new ZleSuppression();
    private final long counted;
    private long aggregates;

    /**
     * @param counted aggregates before a run
     */
    ZleWriter(List<ZleChannel> channels, long counted) {
        this.channels = channels;
        this.counted = counted;
    }

    @Override
    public void begin() {
        aggregates = counted;
    }

    @Override
    public void write(
            EventGroup group,
            EmulatedTrigger trigger,
            long id,
            long ticks,
            long mask,
            char[][] traces,
            int samples) {
        int begun = -1;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int channel = Long.numberOfTrailingZeros(rest);
            boolean last = rest == Long.highestOneBit(rest);
            ByteBuffer out = group.room(8 + ZleEncoder.longest(samples));
            if (begun < 0) {
                begun = HitEncoder.begin(out);
            }
            channels.get(channel).suppress(traces[channel], samples, kept);
            ZleEncoder.hit(out, channel, last, ticks, kept, traces[channel]);
            if (last || out.position() - begun >= LARGEST_AGGREGATE) {
                HitEncoder.end(out, begun, aggregates++, last, false);
                group.added();
                begun = -1;
            }
        }
        group.send();
    }

    @Override
    public long longest(int enabled, int samples) {
        return (long) enabled * (8 + ZleEncoder.longest(samples));
    }
}
