package cevns.drivers.link;

import cevns.daq.config.ConfigTree;
import java.util.List;

/**
 * How long to wait before a connection is tried again: 1, 2, 5, 10, 30, 30, … seconds unless
 * configured. Back to the first after {@link #succeeded}, which is for a device that delivers, not
 * for one that only accepts. Confined to one thread.
 */
public final class Reconnect {

    /** The schedule where nothing is configured [s]. */
    public static final List<Double> DEFAULT_SECONDS = List.of(1.0, 2.0, 5.0, 10.0, 30.0);

    private final long[] delaysMs;
    private int next;

    /**
     * Makes a schedule.
     *
     * @param seconds the delays, the last one repeated [s]; each at least 0
     * @throws IllegalArgumentException if there is none, or one is negative or not a number
     */
    public Reconnect(List<Double> seconds) {
        if (seconds.isEmpty() || !seconds.stream().allMatch(s -> s >= 0 && s <= 86_400)) {
            throw new IllegalArgumentException("reconnect delays " + seconds + " s");
        }
        delaysMs = seconds.stream().mapToLong(s -> Math.round(s * 1000)).toArray();
    }

    /**
     * Reads the delays under the key {@code reconnect_s}, each of 0.01 s to a day; problems go
     * where the tree puts them.
     *
     * @param usual where nothing stands
     */
    public static List<Double> read(ConfigTree tree, List<Double> usual) {
        if (!tree.has("reconnect_s")) {
            return usual;
        }
        List<Double> delays = tree.numbers("reconnect_s");
        if (delays.isEmpty() || !delays.stream().allMatch(s -> s >= 0.01 && s <= 86_400)) {
            tree.problem("reconnect_s", delays + " is not a list of delays in [0.01, 86400] s");
            return usual;
        }
        return delays;
    }

    /** The delay before the next attempt [ms]. */
    public long nextDelayMs() {
        long delay = delaysMs[next];
        next = Math.min(next + 1, delaysMs.length - 1);
        return delay;
    }

    /** Says that the device delivers: the next loss starts from the first delay. */
    public void succeeded() {
        next = 0;
    }
}
