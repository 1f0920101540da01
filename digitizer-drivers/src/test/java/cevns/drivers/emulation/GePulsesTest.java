package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GePulsesTest {

    private static final double PROTONS = 1e14;
    private static final double CYCLE_NS = 1e9 / 60;

    private static GeSettings settings(String text) {
        ConfigTree tree = Configs.parse(text, "ge-test");
        GeSettings settings = GeSettings.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return settings;
    }

    /** A part of 1e-16 pulses a proton in steps of 0.5 keV, all in the first 2 µs. */
    private static PulseTable signal() {
        double[] sizes = {5e-17, 0, 5e-17, 5e-17};
        return new PulseTable(
                List.of(
                        new PulseTable.Part(
                                Kind.CEVNS, 0.5, sizes, 0, 1000, new double[] {0.5, 0.5})));
    }

    private static List<TruePulse> play(GePulses pulses, int cycles, List<Integer> perCycle) {
        List<TruePulse> all = new ArrayList<>();
        for (int i = 0; i < cycles; i++) {
            int before = all.size();
            pulses.pulses(i, PROTONS, -100_000, CYCLE_NS - 100_000, all::add);
            perCycle.add(all.size() - before);
        }
        return all;
    }

    private static long count(List<TruePulse> all, Kind kind) {
        return all.stream().filter(pulse -> pulse.kind() == kind).count();
    }

    @Test
    void playsNaturalRatesOverTheWholeCycle() {
        GeSettings settings =
                settings(
                        "rates { continuum_per_s = 30, calibration_per_s = 60,"
                                + " beam_neutrons_per_hour = 0 }\n"
                                + "lines = [{ kev = 10.37, per_s = 12 }]\n"
                                + "sizes { continuum_kev = 20, least_kev = 0.2 }");
        GePulses pulses = new GePulses(settings, PROTONS, PulseTable.EMPTY, 1);
        List<TruePulse> all = play(pulses, 20_000, new ArrayList<>());
        // 20,000 cycles are 333.3 s; errors are four standard deviations.
        assertThat(count(all, Kind.CALIBRATION)).isCloseTo(20_000, within(570L));
        long background = Math.round(333.33 * (30 * 0.99 + 12));
        assertThat(count(all, Kind.STEADY_STATE)).isCloseTo(background, within(480L));
        assertThat(all).allMatch(p -> p.timeNs() >= -100_000 && p.timeNs() < CYCLE_NS - 100_000);
        double line =
                all.stream()
                        .filter(p -> p.kind() == Kind.CALIBRATION)
                        .mapToDouble(TruePulse::size)
                        .average()
                        .orElseThrow();
        assertThat(line).isCloseTo(59.54, within(0.01));
    }

    @Test
    void dealsAtMostOneOfTheExpectedNumbersInATimeLapse() {
        GeSettings settings =
                settings(
                        "rates { continuum_per_s = 20, calibration_per_s = 0,"
                                + " beam_neutrons_per_hour = 0 }\n"
                                + "sizes { least_kev = 0.2 }\n"
                                + "deal { coincidence_us = [-10, 20],"
                                + " anticoincidence_us = [4990, 5020] }");
        double lapse = 200;
        GePulses pulses = new GePulses(settings, PROTONS, signal().times(0.1), lapse);
        assertThat(pulses.canBeDealt()).isTrue();
        List<Integer> perCycle = new ArrayList<>();
        List<TruePulse> all = play(pulses, 50_000, perCycle);
        assertThat(perCycle).allMatch(n -> n <= 1);
        // 200 x 1e14 x 1e-17 a cycle
        assertThat(count(all, Kind.CEVNS)).isCloseTo(10_000, within(400L));
        // 200 x 20/s x 60 us, of which 1 % is below 0.2 of 20 keV
        assertThat(count(all, Kind.STEADY_STATE)).isCloseTo(11_880, within(430L));
        for (TruePulse pulse : all) {
            boolean first = pulse.timeNs() >= -10_000 && pulse.timeNs() < 20_000;
            assertThat(first || pulse.timeNs() >= 4_990_000 && pulse.timeNs() < 5_020_000).isTrue();
            if (pulse.kind() == Kind.CEVNS) {
                assertThat(pulse.size()).isIn(1.0, 1.5);
                assertThat(pulse.timeNs()).isBetween(0.0, 2000.0);
            }
        }
    }

    @Test
    void refusesATimeLapseThatDealsMoreThanOne() {
        GePulses pulses = new GePulses(settings(""), PROTONS, signal(), 1e6);
        assertThat(pulses.canBeDealt()).isFalse();
        assertThat(pulses.tooMany()).contains("time-lapse of 1000000", "at most one");
    }
}
