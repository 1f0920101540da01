package cevns.web.metrics;

import cevns.analysis.monitor.Expectation;
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
import java.util.function.ToDoubleFunction;

/**
 * Counts beside the prediction. Where there is no comparison, its series are absent, not NaN; a
 * blind run has only what is expected.
 */
final class ResultMetrics implements MeterBinder {

    private static final String EVENTS = "events";

    private final Feed feed;
    private final List<Series> all = new ArrayList<>();

    private record Series(MultiGauge gauge, Function<Snapshot, List<MultiGauge.Row<?>>> rows) {}

    ResultMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        add(
                gauge("expected.signal", EVENTS, "predicted signal at the good exposure"),
                registry,
                expected(Snapshot.Comparison::predicted, Expectation::predicted));
        add(
                gauge("expected.signal.uncertainty", EVENTS, "its standard deviation"),
                registry,
                expected(Snapshot.Comparison::uncertainty, Expectation::uncertainty));
        new SnapshotMeters(registry, feed)
                .gauge(
                        "cevns.blinded",
                        "",
                        "1 while the result is blinded",
                        s -> s.blinding().isBlind() ? 1 : 0);
        add(
                gauge("expected.neutrons", EVENTS, "predicted beam-related backgrounds"),
                registry,
                expected(c -> c.expected().neutrons(), Expectation::neutrons));
        add(
                gauge("expected.neutrons.uncertainty", EVENTS, "their standard deviation"),
                registry,
                expected(c -> c.expected().neutronsError(), Expectation::neutronsError));
        add(
                gauge("result.counts", EVENTS, "settled counts that the excess is made of"),
                registry,
                compared(
                        c ->
                                List.of(
                                        row(Tags.of("window", "coincidence"), c.coincidence()),
                                        row(
                                                Tags.of("window", "anticoincidence"),
                                                c.anticoincidence()))));
        add(
                gauge("excess", EVENTS, "coincidence less scaled anticoincidence"),
                registry,
                compared(c -> List.of(row(Tags.empty(), c.excess()))));
        add(
                gauge("signal.strength", "ratio", "fitted signal over the predicted one"),
                registry,
                compared(c -> List.of(row(Tags.empty(), c.strength().value()))));
        add(
                gauge(
                        "significance",
                        "sigma",
                        "anytime (counts) and model (size and time) may be looked at always; li_ma"
                                + " and fit are not corrected for looking often"),
                registry,
                compared(
                        c ->
                                List.of(
                                        row(Tags.of("method", "anytime"), c.anytimeSigma()),
                                        row(Tags.of("method", "model"), c.model().sigma()),
                                        row(Tags.of("method", "li_ma"), c.liMaSigma()),
                                        row(Tags.of("method", "fit"), c.strength().sigma()))));
    }

    private void add(
            MultiGauge.Builder gauge,
            MeterRegistry registry,
            Function<Snapshot, List<MultiGauge.Row<?>>> rows) {
        all.add(new Series(gauge.register(registry), rows));
    }

    private static Function<Snapshot, List<MultiGauge.Row<?>>> compared(
            Function<Snapshot.Comparison, List<MultiGauge.Row<?>>> rows) {
        return s -> s.comparison() == null ? List.of() : rows.apply(s.comparison());
    }

    /** What is there with a comparison, and in a blind run without it. */
    private static Function<Snapshot, List<MultiGauge.Row<?>>> expected(
            ToDoubleFunction<Snapshot.Comparison> open, ToDoubleFunction<Expectation> blind) {
        return s -> {
            if (s.comparison() != null) {
                return List.of(row(Tags.empty(), open.applyAsDouble(s.comparison())));
            }
            return s.expectation() == null
                    ? List.of()
                    : List.of(row(Tags.empty(), blind.applyAsDouble(s.expectation())));
        };
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
        for (Series series : all) {
            series.gauge()
                    .register(
                            latest == null ? List.of() : series.rows().apply(latest.snapshot()),
                            true);
        }
    }
}
