package cevns.web.metrics;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;

/** What the drivers see on the wire, straight from their counters: also when analysis lags. */
final class DriverMetrics implements MeterBinder {
    private final Map<String, SourceCounters> counters;

    DriverMetrics(Map<String, SourceCounters> counters) {
        this.counters = counters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counters.forEach((source, counts) -> bind(registry, source, counts));
    }

    private static void bind(MeterRegistry registry, String source, SourceCounters counts) {
        Gauge.builder("cevns.source.up", counts, c -> answers(c.state) ? 1 : 0)
                .description("1 when the device answers")
                .tag("source", source)
                .register(registry);
        FunctionCounter.builder("cevns.source.read", counts, c -> c.bytes)
                .description("bytes from the wire")
                .baseUnit("bytes")
                .tag("source", source)
                .register(registry);
        FunctionCounter.builder("cevns.source.dead", counts, DriverMetrics::deadSeconds)
                .description("dead time that the device or its driver reported")
                .baseUnit("seconds")
                .tag("source", source)
                .register(registry);
        for (FrameFault fault : FrameFault.values()) {
            FunctionCounter.builder(
                            "cevns.source.decode.errors", counts, c -> c.refused[fault.ordinal()])
                    .description("frames refused, one cause each")
                    .tag("source", source)
                    .tag("cause", fault.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static boolean answers(SourceState state) {
        return state == SourceState.READY || state == SourceState.RUNNING;
    }

    private static double deadSeconds(SourceCounters counts) {
        long ns = 0;
        for (DeadCause cause : DeadCause.values()) {
            ns += counts.deadNs[cause.ordinal()];
        }
        return ns / 1e9;
    }
}
