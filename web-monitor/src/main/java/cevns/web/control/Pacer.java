package cevns.web.control;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Holds a replay to so many data seconds a second. Only the reading waits; no number changes. */
public final class Pacer {

    /** How late a replay may notice that it is to stop [ns]. */
    private static final long LONGEST_PARK_NS = 100_000_000;

    private final double speed;
    private final BooleanSupplier isStopped;
    private long firstDataNs = Long.MIN_VALUE;
    private long firstNanos;

    /**
     * @param speed data seconds a second; infinite for no waiting
     * @param isStopped true when there is nothing to wait for any more
     */
    public Pacer(double speed, BooleanSupplier isStopped) {
        this.speed = speed;
        this.isStopped = isStopped;
    }

    /** Waits until data of this time are due. */
    public void await(long dataNs) {
        if (Double.isInfinite(speed)) {
            return;
        }
        if (firstDataNs == Long.MIN_VALUE) {
            firstDataNs = dataNs;
            firstNanos = System.nanoTime();
        }
        long dueNanos = firstNanos + (long) ((dataNs - firstDataNs) / speed);
        long left = dueNanos - System.nanoTime();
        while (left > 0 && !isStopped.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NS));
            left = dueNanos - System.nanoTime();
        }
    }
}
