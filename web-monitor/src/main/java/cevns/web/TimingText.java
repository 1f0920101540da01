package cevns.web;

import cevns.analysis.monitor.EnergyBalance;
import cevns.analysis.monitor.Timing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is wrong with marks, pulses, clocks and the energy of the beam, for people. */
final class TimingText {

    private static final long NS_PER_S = 1_000_000_000L;

    private TimingText() {}

    /** One line an interval, each after a line end; empty when nothing is wrong. */
    static String of(Timing timing) {
        StringBuilder text = new StringBuilder();
        for (Timing.Problem problem : timing.intervals()) {
            text.append(
                    String.format(
                            "timing: %s (row %d) %s %s to %s, %d times%n",
                            problem.problem(),
                            problem.row(),
                            problem.source(),
                            time(problem.firstNs()),
                            time(problem.lastNs()),
                            problem.count()));
        }
        EnergyBalance energy = timing.energy();
        if (!energy.closes()) {
            text.append(
                    String.format(
                            "energy: %.4g kWh in pulses, %.4g kWh by the facility's counter%n",
                            energy.pulsesKwh(), energy.countedKwh()));
        }
        return text.toString();
    }

    private static Instant time(long ns) {
        Instant time =
                Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_S), Math.floorMod(ns, NS_PER_S));
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
