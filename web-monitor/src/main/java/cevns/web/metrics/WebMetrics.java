package cevns.web.metrics;

import cevns.web.dashboard.Viewers;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Who is watching. */
final class WebMetrics implements MeterBinder {
    private final Viewers viewers;

    WebMetrics(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("cevns.web.clients", viewers, Viewers::streams)
                .description("viewers with an open event stream")
                .tag("kind", "stream")
                .register(registry);
        FunctionCounter.builder("cevns.web.skipped.updates", viewers, Viewers::skippedUpdates)
                .description("snapshots that a slow viewer did not get")
                .register(registry);
    }
}
