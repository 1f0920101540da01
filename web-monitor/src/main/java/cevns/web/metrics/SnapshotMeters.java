package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Published;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Meters that read the newest snapshot. */
final class SnapshotMeters {
    private final MeterRegistry registry;
    private final Feed feed;

    SnapshotMeters(MeterRegistry registry, Feed feed) {
        this.registry = registry;
        this.feed = feed;
    }

    /**
     * A counter, 0 before the first snapshot.
     *
     * @param name dotted, without {@code total}
     * @param unit base unit, appended to the name; empty for a plain count
     * @param tags key, value, key, value …
     * @return the meter, for those who take it out again
     */
    Meter counter(
            String name,
            String unit,
            String help,
            ToDoubleFunction<Snapshot> value,
            String... tags) {
        return FunctionCounter.builder(name, feed, f -> read(f, value, 0))
                .description(help)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }

    /** A gauge, NaN before the first snapshot. */
    void gauge(
            String name,
            String unit,
            String help,
            ToDoubleFunction<Snapshot> value,
            String... tags) {
        Gauge.builder(name, feed, f -> read(f, value, Double.NaN))
                .description(help)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }

    private static double read(Feed feed, ToDoubleFunction<Snapshot> value, double before) {
        Published latest = feed.latest();
        return latest == null ? before : value.applyAsDouble(latest.snapshot());
    }
}
