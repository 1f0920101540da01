package cevns.drivers.device;

import java.util.Map;
import java.util.TreeMap;

/** The groups of boards in a run that one signal starts, so that their drivers find each other. */
public final class StartGroups {

    private final Map<String, StartGroup> byFirst = new TreeMap<>();

    /** The boards that the board of this name starts; from any thread. */
    public synchronized StartGroup of(String first) {
        return byFirst.computeIfAbsent(first, StartGroup::new);
    }
}
