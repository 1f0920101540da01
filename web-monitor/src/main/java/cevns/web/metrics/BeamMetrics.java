package cevns.web.metrics;

import cevns.analysis.monitor.Snapshot;
import cevns.web.dashboard.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;

/**
 * Beam and exposure. A simulated run with a time lapse counts protons as the page does: times its
 * factor.
 */
final class BeamMetrics implements MeterBinder {
    private static final String[] CLASSES = {"beam", "empty", "abnormal", "unknown"};

    private final Feed feed;

    BeamMetrics(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String markSource = feed.config().beam().markSource();
        if (markSource.isEmpty()) {
            return;
        }
        SnapshotMeters meters = new SnapshotMeters(registry, feed);
        bindMarks(meters, markSource);
        bindPulses(meters);
        bindAccount(meters, "delivered", "from the facility", Snapshot.Exposures::delivered);
        bindAccount(meters, "recorded", "with the detector live", Snapshot.Exposures::recorded);
        bindAccount(meters, "good", "passing quality", Snapshot.Exposures::good);
        double massKg = feed.config().detector().massKg();
        meters.counter(
                "cevns.exposure.good.kilogram",
                "joules",
                "good beam energy on target times target mass",
                s -> s.exposure().good().energyJ() * massKg);
    }

    private static void bindMarks(SnapshotMeters meters, String source) {
        meters.counter(
                "cevns.beam.marks",
                "",
                "timing pulses as the detector saw them",
                s -> s.beam().marks(),
                "source",
                source);
        meters.counter(
                "cevns.beam.marks.inserted",
                "",
                "timing pulses that were missed and put in",
                s -> s.beam().inserted());
        meters.gauge(
                "cevns.beam.mark.interval",
                "seconds",
                "from the last timing pulse but one to the last",
                s -> s.beam().intervalNs() / 1e9);
        meters.gauge(
                "cevns.beam.mark.residual",
                "seconds",
                "timing pulse minus pulse id, of the newest match",
                s -> s.beam().residualNs() / 1e9);
        meters.gauge(
                "cevns.beam.match.confidence",
                "",
                "confidence of the newest match, 0 to 3",
                s -> s.beam().confidence());
        meters.gauge(
                "cevns.beam.pending.marks",
                "",
                "timing pulses not settled yet",
                s -> s.beam().pending());
    }

    private static void bindPulses(SnapshotMeters meters) {
        for (String kind : CLASSES) {
            meters.counter(
                    "cevns.beam.pulses",
                    "",
                    "timing pulses by class",
                    s -> s.beam().pulses().getOrDefault(kind, 0L),
                    "class",
                    kind);
        }
        meters.gauge(
                "cevns.beam.power",
                "watts",
                "beam power over the last second of pulses",
                s -> s.beam().powerW());
        meters.gauge(
                "cevns.beam.pulse.charge",
                "coulombs",
                "proton charge of the last pulse",
                s -> s.beam().lastChargeC());
    }

    private static void bindAccount(
            SnapshotMeters meters,
            String name,
            String what,
            Function<Snapshot.Exposures, Snapshot.Account> account) {
        meters.counter(
                "cevns.beam." + name,
                "protons",
                "protons on target, " + what,
                s -> account.apply(s.exposure()).protons());
        meters.counter(
                "cevns.beam." + name + ".energy",
                "joules",
                "beam energy on target, " + what,
                s -> account.apply(s.exposure()).energyJ());
    }
}
