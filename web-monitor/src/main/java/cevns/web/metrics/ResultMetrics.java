package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Published;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Counts beside the prediction. Where there is no comparison, as in a blind run, its series are
 * absent, not NaN.
 */
final class ResultMetrics implements MeterBinder {

    private static final String EVENTS = "events";

    private final Feed feed;
    private final List<Series> all = new ArrayList<>();

    private record Series(
            MultiGauge gauge, Function<Snapshot.Comparison, List<MultiGauge.Row<?>>> rows) {}

    ResultMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        add(
                gauge("expected.signal", EVENTS, "predicted signal at the good exposure"),
                registry,
                c -> List.of(row(Tags.empty(), c.predicted())));
        add(
                gauge("expected.signal.uncertainty", EVENTS, "its standard deviation"),
                registry,
                c -> List.of(row(Tags.empty(), c.uncertainty())));
        add(
                gauge("expected.neutrons", EVENTS, "predicted beam-related backgrounds"),
                registry,
                c -> List.of(row(Tags.empty(), c.expected().neutrons())));
        add(
                gauge("expected.neutrons.uncertainty", EVENTS, "their standard deviation"),
                registry,
                c -> List.of(row(Tags.empty(), c.expected().neutronsError())));
        add(
                gauge("result.counts", EVENTS, "settled counts that the excess is made of"),
                registry,
                c ->
                        List.of(
                                row(Tags.of("window", "coincidence"), c.coincidence()),
                                row(Tags.of("window", "anticoincidence"), c.anticoincidence())));
        add(
                gauge("excess", EVENTS, "coincidence less scaled anticoincidence"),
                registry,
                c -> List.of(row(Tags.empty(), c.excess())));
        add(
                gauge("signal.strength", "ratio", "fitted signal over the predicted one"),
                registry,
                c -> List.of(row(Tags.empty(), c.strength().value())));
        add(
                gauge(
                        "significance",
                        "sigma",
                        "anytime (counts) and model (size and time) may be looked at always; li_ma"
                                + " and fit are not corrected for looking often"),
                registry,
                c ->
                        List.of(
                                row(Tags.of("method", "anytime"), c.anytimeSigma()),
                                row(Tags.of("method", "model"), c.model().sigma()),
                                row(Tags.of("method", "li_ma"), c.liMaSigma()),
                                row(Tags.of("method", "fit"), c.strength().sigma())));
    }

    private void add(
            MultiGauge.Builder gauge,
            MeterRegistry registry,
            Function<Snapshot.Comparison, List<MultiGauge.Row<?>>> rows) {
        all.add(new Series(gauge.register(registry), rows));
    }

    private static MultiGauge.Builder gauge(String name, String unit, String help) {
        return MultiGauge.builder("cevns." + name).baseUnit(unit).description(help);
    }

    private static MultiGauge.Row<?> row(Tags tags, double value) {
        return MultiGauge.Row.of(tags, value);
    }

    /** Gives every series its present value; called before each scrape. */
    void refresh() {
        Published latest = feed.latest();
        Snapshot.Comparison now = latest == null ? null : latest.snapshot().comparison();
        for (Series series : all) {
            series.gauge().register(now == null ? List.of() : series.rows().apply(now), true);
        }
    }
}
