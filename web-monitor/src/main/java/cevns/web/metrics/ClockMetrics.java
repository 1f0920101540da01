package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Timing;
import cevns.daq.config.SourceConfig;
import cevns.web.dashboard.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * The clocks of the sources against that of the timing receiver, which itself stands against the
 * accelerator's time; NaN for a source without timing pulses of its own.
 */
final class ClockMetrics implements MeterBinder {
    private final Feed feed;

    ClockMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (feed.config().beam().markSource().isEmpty()) {
            return;
        }
        SnapshotMeters meters = new SnapshotMeters(registry, feed);
        for (SourceConfig source : feed.config().sources()) {
            meters.gauge(
                    "cevns.source.clock.slope",
                    "ratio",
                    "fitted rate against the reference board, its own against the accelerator,"
                            + " minus 1",
                    of(source.name(), clock -> clock.fasterPpm() * 1e-6),
                    "source",
                    source.name());
            if (!source.name().equals(feed.config().beam().markSource())) {
                meters.gauge(
                        "cevns.source.clock.offset",
                        "seconds",
                        "clock, after the fit, minus timing receiver at the newest pulse",
                        of(source.name(), clock -> clock.residualNs() * 1e-9),
                        "source",
                        source.name());
            }
        }
    }

    private static ToDoubleFunction<Snapshot> of(
            String source, ToDoubleFunction<Timing.Clock> value) {
        return snapshot -> {
            for (Timing.Clock clock : snapshot.beam().timing().clocks()) {
                if (clock.source().equals(source)) {
                    return value.applyAsDouble(clock);
                }
            }
            return Double.NaN;
        };
    }
}
