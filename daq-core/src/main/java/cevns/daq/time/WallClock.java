package cevns.daq.time;

/** The host's clock, so that tests can turn it. Labels only: durations come from nanoTime. */
@FunctionalInterface
public interface WallClock {

    /** The host's clock. */
    WallClock SYSTEM =
            () -> {
                java.time.Instant now = java.time.Instant.now();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            };

    /** Host time now [ns since the Unix epoch]. */
    long nowNs();
}
