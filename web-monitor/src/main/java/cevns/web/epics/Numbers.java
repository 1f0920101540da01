package cevns.web.epics;

import cevns.analysis.monitor.Expectation;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The numbers that are published of a run. What tells of the coincidence window is null in a blind
 * snapshot already; it is asked for here and left out there.
 */
final class Numbers {

    /** The name of the sum that must be 0. */
    static final String RESIDUAL = "Ledger:Residual";

    private static final String PROTONS = "protons";
    private static final String EVENTS = "events";

    /** The facility's stream is late by some seconds; its pulses of before say nothing of now. */
    private static final long STREAM_STALE_NS = 10_000_000_000L;

    private Numbers() {}

    /** All of a run of this configuration. */
    static List<Quantity> of(RunConfig config) {
        List<Quantity> all = new ArrayList<>();
        run(all);
        beam(all);
        result(all);
        for (SourceConfig source : config.sources()) {
            source(all, source.name());
        }
        return all;
    }

    /** Characters that a name of a variable may have. */
    static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static void run(List<Quantity> all) {
        always(all, "Run:Number", "", "number of the run", 0, s -> s.run());
        always(
                all,
                RESIDUAL,
                "units",
                "sum of abs(read - built - rejected - lost - pending); must be 0",
                0,
                Snapshot::residual);
        always(
                all,
                "Live:Fraction",
                "",
                "settled timing pulses that the detector has recorded",
                4,
                Numbers::liveFraction);
    }

    private static void beam(List<Quantity> all) {
        always(
                all,
                "Beam:Power",
                "W",
                "beam power over the last second of pulses",
                0,
                s -> isStreamAlive(s) ? s.beam().powerW() : Double.NaN);
        always(
                all,
                "Beam:Charge",
                "C",
                "proton charge of the last pulse",
                9,
                s -> isStreamAlive(s) ? s.beam().lastChargeC() : Double.NaN);
        always(all, "Beam:Rate", "Hz", "timing pulses a second", 2, s -> s.beam().rateHz());
        pot(
                all,
                "Delivered",
                "protons on target, from the facility",
                Snapshot.Exposures::delivered);
        pot(all, "Recorded", "protons on target, detector live", Snapshot.Exposures::recorded);
        pot(all, "Good", "protons on target that count", Snapshot.Exposures::good);
    }

    private static void result(List<Quantity> all) {
        always(
                all,
                "Result:Blinded",
                "",
                "1 while the result is blinded",
                0,
                s -> s.blinding().isBlind() ? 1 : 0);
        all.add(
                new Quantity(
                        "Counts:C",
                        EVENTS,
                        "selected in the coincidence window, this run",
                        0,
                        s -> isOpen(s) ? (double) s.counts().coincidence() : null));
        always(
                all,
                "Counts:AC",
                EVENTS,
                "selected in the anticoincidence window, this run",
                0,
                s -> s.counts().anticoincidence());
        compared(all, "Result:Excess", "C less scaled AC", c -> c.excess());
        compared(all, "Result:Excess:Error", "its standard deviation", c -> c.excessError());
        expected(
                all,
                "Result:Predicted",
                "predicted signal at the good exposure",
                c -> c.predicted(),
                Expectation::predicted);
        expected(
                all,
                "Result:Predicted:Error",
                "its standard deviation",
                c -> c.uncertainty(),
                Expectation::uncertainty);
    }

    private static void source(List<Quantity> all, String name) {
        String under = "Source:" + word(name) + ":";
        always(
                all,
                under + "Rate",
                "Hz",
                "units a second",
                2,
                s -> of(s, name, Snapshot.Source::ratePerS));
        always(
                all,
                under + "Lost",
                "units",
                "units that never became a record",
                0,
                s -> of(s, name, Numbers::lost));
    }

    /** A source of a snapshot; null before it has told anything. */
    static Snapshot.Source source(Snapshot snapshot, String name) {
        return snapshot.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static double of(
            Snapshot snapshot, String name, ToDoubleFunction<Snapshot.Source> value) {
        Snapshot.Source source = source(snapshot, name);
        return source == null ? Double.NaN : value.applyAsDouble(source);
    }

    private static double lost(Snapshot.Source source) {
        return source.lost().values().stream().mapToLong(Long::longValue).sum();
    }

    private static double liveFraction(Snapshot snapshot) {
        double settled =
                snapshot.beam().pulses().values().stream().mapToLong(Long::longValue).sum();
        return settled == 0 ? Double.NaN : snapshot.exposure().recorded().marks() / settled;
    }

    private static boolean isStreamAlive(Snapshot snapshot) {
        return snapshot.timeNs() - snapshot.beam().lastPulseNs() <= STREAM_STALE_NS;
    }

    private static boolean isOpen(Snapshot snapshot) {
        return !snapshot.blinding().isBlind()
                && snapshot.counts().coincidence() != Snapshot.BLINDED;
    }

    private static void always(
            List<Quantity> all,
            String name,
            String unit,
            String description,
            int digits,
            ToDoubleFunction<Snapshot> value) {
        all.add(new Quantity(name, unit, description, digits, value::applyAsDouble));
    }

    private static void pot(
            List<Quantity> all,
            String name,
            String description,
            Function<Snapshot.Exposures, Snapshot.Account> account) {
        always(
                all,
                "Exposure:" + name,
                PROTONS,
                description + ", this run",
                0,
                s -> account.apply(s.exposure()).protons());
    }

    private static void compared(
            List<Quantity> all,
            String name,
            String description,
            ToDoubleFunction<Snapshot.Comparison> value) {
        all.add(
                new Quantity(
                        name,
                        EVENTS,
                        description,
                        2,
                        s ->
                                isOpen(s) && s.comparison() != null
                                        ? value.applyAsDouble(s.comparison())
                                        : null));
    }

    /** What is there with a comparison, and in a blind run without it. */
    private static void expected(
            List<Quantity> all,
            String name,
            String description,
            ToDoubleFunction<Snapshot.Comparison> open,
            ToDoubleFunction<Expectation> blind) {
        all.add(
                new Quantity(
                        name,
                        EVENTS,
                        description,
                        2,
                        s -> {
                            if (s.comparison() != null) {
                                return open.applyAsDouble(s.comparison());
                            }
                            return s.expectation() == null
                                    ? null
                                    : Double.valueOf(blind.applyAsDouble(s.expectation()));
                        }));
    }
}
