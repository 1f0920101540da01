package cevns.drivers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of work takes from the heap, for tests of paths that must take nothing. */
public final class Allocations {

    private Allocations() {}

    /**
     * Bytes that this thread allocates while it does something many times, after it has done it as
     * many times to warm up.
     */
    public static long of(int times, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
