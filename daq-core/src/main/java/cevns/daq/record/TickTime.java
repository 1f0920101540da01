package cevns.daq.record;

/**
 * Device counters to time, in integers: {@code timeNs = originNs + ticks × tickFs / 10⁶}, the rest
 * in ps. Exact for every counter a device can have (96-bit intermediate product).
 */
public final class TickTime {

    private static final long FS_PER_NS = 1_000_000;

    private TickTime() {}

    /** Whole nanoseconds in {@code ticks} ticks of {@code tickFs} femtoseconds, rounded down. */
    public static long ns(long ticks, long tickFs) {
        // ticks = q·10⁶ + r, so that neither product overflows for any tick below 9 ms.
        long quotient = Math.floorDiv(ticks, FS_PER_NS);
        long rest = Math.floorMod(ticks, FS_PER_NS);
        return quotient * tickFs + Math.floorDiv(rest * tickFs, FS_PER_NS);
    }

    /** What {@link #ns} leaves over, 0…999 ps. */
    public static int ps(long ticks, long tickFs) {
        long rest = Math.floorMod(ticks, FS_PER_NS);
        return (int) (Math.floorMod(rest * tickFs, FS_PER_NS) / 1000);
    }

    /** Whole ticks of {@code tickFs} femtoseconds in so many nanoseconds, rounded down. */
    public static long ticks(long ns, long tickFs) {
        // ns = q·tickFs + r, so that the product does not overflow for any tick below 9 ms.
        long quotient = Math.floorDiv(ns, tickFs);
        long rest = Math.floorMod(ns, tickFs);
        return quotient * FS_PER_NS + Math.floorDiv(rest * FS_PER_NS, tickFs);
    }
}
