package cevns.web.bench;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a bench is run.
 *
 * @param factor times the detector's own rate, of the first step
 * @param search true to search for what the machine holds, false for that one step
 * @param duration how long each step is measured
 * @param folder where the runs are written, and deleted
 * @param stop told when somebody wants it to end
 */
public record LoadPlan(double factor, boolean search, Duration duration, Path folder, Stop stop) {

    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(5);

    /** Waits for the wish to end. */
    @FunctionalInterface
    public interface Stop {

        /**
         * Waits.
         *
         * @return true when the end was asked for, false when the limit came first
         */
        boolean await(Duration limit) throws InterruptedException;
    }

    /** How long a step runs before it is measured, so that Java has compiled what it needs. */
    Duration warmUp() {
        Duration half = duration.dividedBy(2);
        return half.compareTo(LONGEST_WARM_UP) < 0 ? half : LONGEST_WARM_UP;
    }
}
