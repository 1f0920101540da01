package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.CutConfig;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Published;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Hits, events and cuts, and the state of each channel. In a blind run the events selected in the
 * coincidence window are absent, and so are those refused by a cut on the event itself.
 */
final class PipelineMetrics implements MeterBinder {
    private final Feed feed;

    /** What makes the series that a blind run does not have, and those that are there now. */
    private final List<Supplier<Meter>> blinded = new ArrayList<>();

    private final List<Meter> present = new ArrayList<>();
    private MeterRegistry registry;

    PipelineMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
        SnapshotMeters meters = new SnapshotMeters(registry, feed);
        meters.counter(
                "cevns.pipeline.hits",
                "",
                "pulses found in waveforms",
                s -> s.channels().stream().mapToLong(Snapshot.Channel::hits).sum());
        meters.counter(
                "cevns.pipeline.events",
                "",
                "events built; in a blind run those that may be told",
                s -> s.cutFlow().stream().mapToLong(f -> Math.max(0, f.events())).sum());
        List<CutConfig> cuts = feed.config().cuts();
        int open = CutConfig.beforeBlinded(cuts).size();
        Set<String> later =
                cuts.stream().skip(open).map(CutConfig::name).collect(Collectors.toSet());
        for (CutConfig cut : cuts) {
            if (later.contains(cut.name())) {
                blinded.add(() -> rejected(meters, cut.name()));
            } else {
                rejected(meters, cut.name());
            }
        }
        blinded.add(() -> selected(meters, "coincidence"));
        selected(meters, "anticoincidence");
        for (ChannelConfig channel : feed.config().detector().channels()) {
            bind(meters, channel);
        }
    }

    /** Takes out or puts back what is blinded; called before each scrape. */
    void refresh() {
        Published latest = feed.latest();
        // Before the first snapshot every series stands at 0 and tells nothing.
        boolean show = latest == null || !latest.snapshot().blinding().isBlind();
        if (show == !present.isEmpty()) {
            return;
        }
        present.forEach(registry::remove);
        present.clear();
        if (show) {
            blinded.forEach(series -> present.add(series.get()));
        }
    }

    private static Meter rejected(SnapshotMeters meters, String cut) {
        return meters.counter(
                "cevns.pipeline.rejected.events",
                "",
                "events refused, by the first cut that they fail",
                s -> rejected(s, cut),
                "cut",
                cut);
    }

    private static Meter selected(SnapshotMeters meters, String window) {
        return meters.counter(
                "cevns.pipeline.selected.events",
                "",
                "events that pass every cut, by window",
                s -> selected(s, window),
                "window",
                window);
    }

    private static void bind(SnapshotMeters meters, ChannelConfig channel) {
        String[] tags = {"source", channel.source(), "channel", channel.name()};
        meters.counter(
                "cevns.channel.hits",
                "",
                "pulses found on the channel",
                of(channel, Snapshot.Channel::hits, 0),
                tags);
        meters.counter(
                "cevns.channel.saturated.hits",
                "",
                "pulses with a sample at the limit of the ADC",
                of(channel, Snapshot.Channel::saturated, 0),
                tags);
        meters.gauge(
                "cevns.channel.baseline.adc",
                "",
                "mean baseline over the last interval, in ADC counts",
                of(channel, Snapshot.Channel::baselineAdc, Double.NaN),
                tags);
        meters.gauge(
                "cevns.channel.noise.adc",
                "",
                "RMS of the baseline over the last interval, in ADC counts",
                of(channel, Snapshot.Channel::noiseAdc, Double.NaN),
                tags);
    }

    private static ToDoubleFunction<Snapshot> of(
            ChannelConfig config, ToDoubleFunction<Snapshot.Channel> value, double otherwise) {
        return snapshot ->
                snapshot.channels().stream()
                        .filter(channel -> channel.name().equals(config.name()))
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(otherwise);
    }

    private static long rejected(Snapshot snapshot, String cut) {
        return snapshot.cutFlow().stream()
                .mapToLong(flow -> flow.rejected().getOrDefault(cut, 0L))
                .sum();
    }

    private static long selected(Snapshot snapshot, String window) {
        return snapshot.cutFlow().stream()
                .filter(flow -> flow.window().equalsIgnoreCase(window))
                .mapToLong(flow -> Math.max(0, flow.selected()))
                .sum();
    }
}
