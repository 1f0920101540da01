package cevns.daq.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with a configuration, gathered so that it can be said at once. */
public final class ConfigProblems {

    private final List<String> lines = new ArrayList<>();
    private final Set<Named> named = new LinkedHashSet<>();

    /** Where a source of the run is named. */
    private record Named(String place, String path, String source) {}

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

    /** Notes that a source is named, until all are known; place and path as in {@link #add}. */
    void name(String place, String path, String source) {
        named.add(new Named(place, path, source));
    }

    /** Adds a problem for each name that no source has. */
    void checkNames(Set<String> sources) {
        for (Named each : named) {
            if (!sources.contains(each.source)) {
                add(each.place, each.path, "no source has the name " + each.source);
            }
        }
        named.clear();
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
