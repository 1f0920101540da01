package cevns.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a command that works until it is told to stop: Ctrl-C, SIGTERM, or its time. The
 * process ends only when {@link #done} was called, so that the data are safe.
 */
final class Ending {

    private static final long PATIENCE_S = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "ending"));
    }

    /** True when the end was asked for. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /**
     * Waits until the end is asked for.
     *
     * @param limit the longest to wait; null for no limit
     * @return true if it was asked for, false when the limit came first
     */
    boolean await(Duration limit) throws InterruptedException {
        if (limit == null) {
            asked.await();
            return true;
        }
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that all is closed and the process may go. */
    void done() {
        done.countDown();
    }

    private void onSignal() {
        asked.countDown();
        try {
            done.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
