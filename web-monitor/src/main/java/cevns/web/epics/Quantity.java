package cevns.web.epics;

import cevns.analysis.monitor.Snapshot;
import java.util.function.Function;

/**
 * A number that is published.
 *
 * @param name of its variable, without the prefix
 * @param unit in the notation of EPICS; empty for a plain number
 * @param description for people
 * @param digits behind the point, for displays
 * @param value of a snapshot: null where it must not or cannot be told, and then there is no such
 *     variable; NaN where it is not known
 */
record Quantity(
        String name,
        String unit,
        String description,
        int digits,
        Function<Snapshot, Double> value) {}
