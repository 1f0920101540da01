package cevns.drivers.device;

/**
 * Extends a device counter of n bits to 63: trigger ids, time stamps. A step back by more than half
 * the range is a rollover, a smaller one is disorder between channels and keeps its value; a step
 * forward by more than half the range is a value from before the last rollover that came late. So
 * something must come at least once in half a rollover period.
 */
public final class RolloverCounter {

    private final long range;
    private final long mask;
    private final long half;
    private long high;
    private long last;

    /**
     * Makes a counter that begins in its first period.
     *
     * @param bits width of the device counter, 1…62
     */
    public RolloverCounter(int bits) {
        if (bits < 1 || bits > 62) {
            throw new IllegalArgumentException("a counter of " + bits + " bits");
        }
        range = 1L << bits;
        mask = range - 1;
        half = range / 2;
    }

    /**
     * The extended value.
     *
     * @param raw as the device sends it; higher bits are ignored
     */
    public long extend(long raw) {
        long value = raw & mask;
        if (last - value > half) {
            high += range;
        } else if (value - last > half && high > 0) {
            high -= range;
        }
        last = value;
        return high + value;
    }

    /**
     * Goes on as if the last value had been this one: after a hole in which the device may have
     * counted through its range, from where it must be about now.
     *
     * @param value extended, at least 0; right to less than half the range
     */
    public void anchor(long value) {
        high = value & ~mask;
        last = value & mask;
    }

    /** Begins anew, as the device does when it is started. */
    public void reset() {
        high = 0;
        last = 0;
    }
}
