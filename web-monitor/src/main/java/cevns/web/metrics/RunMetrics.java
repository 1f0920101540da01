package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.RunMode;
import cevns.web.control.Build;
import cevns.web.control.Goal;
import cevns.web.control.RunState;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Published;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;

/** The program and its run: what it is, what it is doing, how it feels. */
final class RunMetrics implements MeterBinder {
    private final Feed feed;
    private MultiGauge info;

    RunMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Build build = Build.current();
        Gauge.builder("cevns.build.info", () -> 1)
                .description("always 1: the program")
                .tag("version", build.version())
                .tag("revision", build.revision())
                .register(registry);
        info =
                MultiGauge.builder("cevns.run.info")
                        .description("always 1: the run that is taken or replayed")
                        .register(registry);
        for (RunState state : RunState.values()) {
            Gauge.builder("cevns.run.state", feed, f -> f.health().state() == state ? 1 : 0)
                    .description("1 for the present state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("cevns.run.goal.running", feed, f -> isWanted(f.health().goal()))
                .description("1 while operators want data from the detector")
                .register(registry);
        new SnapshotMeters(registry, feed)
                .gauge(
                        "cevns.run.start.timestamp",
                        "seconds",
                        "start of the run, since the Unix epoch",
                        s -> s.startNs() / 1e9);
        bindHealth(registry);
    }

    private void bindHealth(MeterRegistry registry) {
        Gauge.builder("cevns.queue.lag.records", feed, f -> known(f.health().lagRecords()))
                .description("records that the reader is behind the writer")
                .register(registry);
        Gauge.builder("cevns.storage.free", feed, f -> known(f.health().freeDiskBytes()))
                .description("free disk where the runs lie")
                .baseUnit("bytes")
                .tag("volume", "data")
                .register(registry);
        Gauge.builder("cevns.storage.size", feed, f -> known(f.health().diskBytes()))
                .description("size of that disk")
                .baseUnit("bytes")
                .tag("volume", "data")
                .register(registry);
    }

    private static int isWanted(Goal goal) {
        return goal == Goal.RUNNING ? 1 : 0;
    }

    private static double known(long value) {
        return value < 0 ? Double.NaN : value;
    }

    /** One series at a time: its labels change from run to run. */
    void refresh() {
        Published latest = feed.latest();
        if (latest == null) {
            return;
        }
        Snapshot snapshot = latest.snapshot();
        Tags tags =
                Tags.of(
                        "run", Integer.toString(snapshot.run()),
                        "detector", snapshot.detector(),
                        "config", feed.config().name(),
                        "mode", mode(snapshot));
        info.register(List.of(MultiGauge.Row.of(tags, 1)), true);
    }

    private String mode(Snapshot snapshot) {
        if (feed.replay() || snapshot.mode() == RunMode.IMPORT) {
            return "replay";
        }
        return snapshot.mode().name().toLowerCase(Locale.ROOT);
    }
}
