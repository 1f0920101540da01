package cevns.daq.config;

/**
 * How events are built.
 *
 * @param build by trigger, or by coincidence of self triggers
 * @param windowNs by coincidence: hits closer than this are one event; by trigger: triggers of
 *     several boards closer than this are one
 */
public record EventConfig(Build build, double windowNs) {

    /** Which of the two ways. */
    public enum Build {
        TRIGGER,
        COINCIDENCE
    }

    static EventConfig read(ConfigTree tree) {
        return new EventConfig(
                tree.choice("build", Build.class), tree.number("window_ns", 0, 1e9, 100));
    }
}
