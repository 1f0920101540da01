package cevns.web.metrics;

import cevns.web.control.Command;
import cevns.web.control.CommandCounts;
import cevns.web.control.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What operators asked of run control. */
final class ControlMetrics implements MeterBinder {
    private final CommandCounts counts;

    ControlMetrics(CommandCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Command.Action action : Command.Action.values()) {
            for (Outcome.Result result : Outcome.Result.values()) {
                FunctionCounter.builder("cevns.control.requests", counts, c -> c.of(action, result))
                        .description("commands by outcome")
                        .tag("action", action.word())
                        .tag("result", result.word())
                        .register(registry);
            }
        }
    }
}
