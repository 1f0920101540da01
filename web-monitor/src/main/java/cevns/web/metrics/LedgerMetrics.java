package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.LossCause;
import cevns.daq.record.RejectCause;
import cevns.daq.record.TriggerKind;
import cevns.web.dashboard.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The ledger of each source. All of it from one snapshot, so that in one scrape read = built +
 * rejected + lost + pending.
 */
final class LedgerMetrics implements MeterBinder {
    private final Feed feed;

    LedgerMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        SnapshotMeters meters = new SnapshotMeters(registry, feed);
        for (SourceConfig source : feed.config().sources()) {
            bind(meters, source.name());
        }
        meters.gauge(
                "cevns.ledger.residual.units",
                "",
                "sum over sources of abs(read - built - rejected - lost - pending); must be 0",
                Snapshot::residual);
    }

    private static void bind(SnapshotMeters meters, String name) {
        meters.counter(
                "cevns.ledger.read",
                "",
                "units read from the wire, or known to be missing",
                of(name, Snapshot.Source::read),
                "source",
                name);
        meters.counter(
                "cevns.ledger.built",
                "",
                "units that went into the event builder",
                of(name, Snapshot.Source::built),
                "source",
                name);
        meters.gauge(
                "cevns.ledger.pending.units",
                "",
                "units not reached yet",
                of(name, Snapshot.Source::pending),
                "source",
                name);
        for (RejectCause cause : RejectCause.values()) {
            meters.counter(
                    "cevns.ledger.rejected",
                    "",
                    "records that the pipeline could not use",
                    of(name, s -> count(s.rejected(), cause.name())),
                    "source",
                    name,
                    "cause",
                    lower(cause.name()));
        }
        for (LossCause cause : LossCause.values()) {
            meters.counter(
                    "cevns.ledger.lost",
                    "",
                    "units that never became a record",
                    of(name, s -> count(s.lost(), cause.name())),
                    "source",
                    name,
                    "cause",
                    lower(cause.name()));
        }
        for (TriggerKind kind : TriggerKind.values()) {
            meters.counter(
                    "cevns.source.triggers",
                    "",
                    "triggers read, by why the board read out",
                    of(name, s -> count(s.triggers(), kind.name())),
                    "source",
                    name,
                    "kind",
                    lower(kind.name()));
        }
    }

    private static ToDoubleFunction<Snapshot> of(
            String name, ToDoubleFunction<Snapshot.Source> value) {
        return snapshot ->
                snapshot.sources().stream()
                        .filter(source -> source.name().equals(name))
                        .mapToDouble(value)
                        .sum();
    }

    /** A count of a snapshot's map, whose keys are words: {@code channelOff}. */
    private static long count(Map<String, Long> counts, String constant) {
        String lower = lower(constant);
        StringBuilder word = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            boolean begins = lower.charAt(i) == '_';
            word.append(begins ? Character.toUpperCase(lower.charAt(++i)) : lower.charAt(i));
        }
        return counts.getOrDefault(word.toString(), 0L);
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
