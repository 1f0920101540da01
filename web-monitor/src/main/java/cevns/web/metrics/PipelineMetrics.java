package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.CutConfig;
import cevns.web.dashboard.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** Hits, events and cuts, and the state of each channel. */
final class PipelineMetrics implements MeterBinder {
    private final Feed feed;

    PipelineMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        SnapshotMeters meters = new SnapshotMeters(registry, feed);
        meters.counter(
                "cevns.pipeline.hits",
                "",
                "pulses found in waveforms",
                s -> s.channels().stream().mapToLong(Snapshot.Channel::hits).sum());
        meters.counter(
                "cevns.pipeline.events",
                "",
                "events built",
                s -> s.cutFlow().stream().mapToLong(Snapshot.CutFlow::events).sum());
        for (CutConfig cut : feed.config().cuts()) {
            meters.counter(
                    "cevns.pipeline.rejected.events",
                    "",
                    "events refused, by the first cut that they fail",
                    s -> rejected(s, cut.name()),
                    "cut",
                    cut.name());
        }
        for (String window : new String[] {"coincidence", "anticoincidence"}) {
            meters.counter(
                    "cevns.pipeline.selected.events",
                    "",
                    "events that pass every cut, by window",
                    s -> selected(s, window),
                    "window",
                    window);
        }
        for (ChannelConfig channel : feed.config().detector().channels()) {
            bind(meters, channel);
        }
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
                .mapToLong(Snapshot.CutFlow::selected)
                .sum();
    }
}
