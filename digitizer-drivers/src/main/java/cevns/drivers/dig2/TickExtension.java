package cevns.drivers.dig2;

import cevns.drivers.device.RolloverCounter;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.util.function.LongSupplier;

/**
 * Extends the time stamps of hits: those of 48 bits by themselves, those of hits of one word, of
 * which only 32 bits come, from where the counter must be by now. They roll over every 8.6 s at 500
 * MS/s, so the time for which the host has seen no hit helps over a silence; it may be off by half
 * of that. The time from hit to hit would not do: hits come late and at once when the host was held
 * up.
 */
final class TickExtension {

    private final LongSupplier quietNs;
    private final RolloverCounter times = new RolloverCounter(Dig2Frame.TIME_BITS);
    private long tickFs = Dig2Frame.TICK_FS;
    private long last;
    private long lastQuietNs;

    /**
     * @param quietNs time that has passed on the host without hits; only goes forward [ns]
     */
    TickExtension(LongSupplier quietNs) {
        this.quietNs = quietNs;
    }

    /** The counter begins anew, with ticks of so many fs. */
    void reset(long tick) {
        tickFs = tick;
        times.reset();
        seen(0);
    }

    private long seen(long ticks) {
        last = ticks;
        lastQuietNs = quietNs.getAsLong();
        return ticks;
    }

    /** The extended value of a whole time stamp. */
    long whole(long raw) {
        return seen(times.extend(raw));
    }

    /** The extended value of one of which only the low 32 bits have come. */
    long low(long raw) {
        long passed = quietNs.getAsLong() - lastQuietNs;
        // In steps of 64 ns, so that no product overflows within a month of silence.
        long now = last + (passed >> 6) * 64_000_000 / tickFs;
        long value = Math.max(0, now + (int) (raw - now));
        times.anchor(value);
        return seen(value);
    }
}
