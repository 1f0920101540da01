package cevns.web.metrics;

import cevns.daq.record.SourceCounters;
import cevns.web.control.CommandCounts;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Viewers;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The registry of one run, and its text for {@code /metrics}.
 *
 * <p>The binders read the newest snapshot and plain counters when they are asked; nothing is
 * counted a second time.
 */
public final class Metrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** The registry holds what it reads from weakly; this list keeps it. */
    private final List<MeterBinder> binders = new ArrayList<>();

    private final RunMetrics run;
    private final ResultMetrics result;
    private final PipelineMetrics pipeline;

    /**
     * @param feed the run
     * @param counters of the sources that are read by a driver, by name; none in a replay
     */
    public Metrics(Feed feed, Map<String, SourceCounters> counters) {
        run = new RunMetrics(feed);
        result = new ResultMetrics(feed);
        pipeline = new PipelineMetrics(feed);
        bind(run);
        bind(result);
        bind(new DriverMetrics(counters));
        bind(new LedgerMetrics(feed));
        bind(pipeline);
        bind(new BeamMetrics(feed));
        bind(new ClockMetrics(feed));
        bind(new JvmMemoryMetrics());
        bind(new JvmThreadMetrics());
    }

    /** Adds who is watching. */
    public void watch(Viewers viewers) {
        bind(new WebMetrics(viewers));
    }

    /** Adds what operators ask of run control. */
    public void watch(CommandCounts commands) {
        bind(new ControlMetrics(commands));
    }

    /** All of it in the text format of Prometheus. */
    public String scrape() {
        run.refresh();
        result.refresh();
        pipeline.refresh();
        return registry.scrape();
    }

    private void bind(MeterBinder binder) {
        binders.add(binder);
        binder.bindTo(registry);
    }
}
