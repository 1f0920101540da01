package cevns.web.control;

import java.util.concurrent.locks.LockSupport;

/** Holds a replay to so many data seconds a second. Only the reading waits; no number changes. */
public final class Pacer {

    private final double speed;
    private long firstDataNs = Long.MIN_VALUE;
    private long firstNanos;

    /**
     * @param speed data seconds a second; infinite for no waiting
     */
    public Pacer(double speed) {
        this.speed = speed;
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
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = dueNanos - System.nanoTime();
        }
    }
}
