package cevns.daq.config;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a configuration, gathered so that it can be said at once. */
public final class ConfigProblems {

    private final List<String> lines = new ArrayList<>();

    /**
     * Adds one problem.
     *
     * @param place file and line, {@code ge-mini.conf:41}
     * @param path key path, {@code channels.ge3.threshold_adc}
     * @param what what is wrong and what is expected
     */
    public void add(String place, String path, String what) {
        lines.add(place + " " + path + ": " + what);
    }

    /** The problems so far, in the order they were found. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Ends the reading of a configuration.
     *
     * @throws InvalidConfig if there is any problem; its message has one line for each
     */
    public void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new InvalidConfig(lines);
        }
    }
}
