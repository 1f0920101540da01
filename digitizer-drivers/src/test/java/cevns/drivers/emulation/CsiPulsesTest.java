package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CsiPulsesTest {

    private static final double PROTONS = 1e14;

    @Test
    void signalFollowsItsTableInSizeAndTime() {
        double[] sizes = {3e-15, 2e-15, 0, 1e-15, 0, 4e-15, 0};
        double[] times = {0, 0.3, 0, 0.6, 0};
        PulseTable.Part part = new PulseTable.Part(Kind.CEVNS, sizes, -100, 50, times);
        assertThat(part.perProton()).isCloseTo(7e-15 * 0.9, within(1e-20));
        PulseTable table = new PulseTable(List.of(part));
        CsiSettings settings = settings("rates { steady_state_per_s = 0 }");
        List<TruePulse> pulses = play(settings, table, PROTONS, 100_000, Kind.CEVNS);
        double expected = 100_000 * PROTONS * 7e-15 * 0.9;
        assertThat((double) pulses.size()).isCloseTo(expected, within(4 * Math.sqrt(expected)));
        for (int n = 0; n < sizes.length; n++) {
            int size = n;
            double share = n == 0 ? 0 : sizes[n] / 7e-15;
            assertThat(share(pulses, p -> p.size() == size)).isCloseTo(share, within(0.01));
        }
        for (int bin = 0; bin < times.length; bin++) {
            double from = -100 + 50 * bin;
            assertThat(share(pulses, p -> p.timeNs() >= from && p.timeNs() < from + 50))
                    .isCloseTo(times[bin] / 0.9, within(0.01));
        }
    }

    private static double share(List<TruePulse> pulses, Predicate<TruePulse> which) {
        return pulses.stream().filter(which).count() / (double) pulses.size();
    }

    @Test
    void aTimeLapseDealsAtMostOnePulseToATraceAndEachKindAsOftenAsExpected() {
        // Far from a few percent: C has 0.25 + 0.15 + 0.05 per trace, AC 0.15.
        double lapse = 50_000;
        CsiSettings settings =
                settings(
                        "deal_us = [-15, 15], rates { steady_state_per_s = 0.2 },"
                                + " sizes { steady_flat_pe = 5000, steady_flat_share = 1 }");
        PulseTable beam =
                new PulseTable(
                        List.of(
                                pulses(Kind.CEVNS, 0.25 / lapse),
                                pulses(Kind.BEAM_NEUTRON, 0.05 / lapse)));
        CsiPulses pulses = new CsiPulses(settings, PROTONS, beam, lapse);
        assertThat(pulses.canBeDealt()).isTrue();
        int cycles = 200_000;
        long[] kinds = new long[Kind.values().length];
        long coincidence = 0;
        long anticoincidence = 0;
        List<TruePulse> dealt = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            dealt.clear();
            pulses.pulses(cycle, PROTONS, -75_000, 15_000, dealt::add);
            assertThat(dealt).hasSizeLessThanOrEqualTo(1);
            for (TruePulse pulse : dealt) {
                kinds[pulse.kind().ordinal()]++;
                assertThat(pulse.timeNs()).isBetween(-15_000.0, 15_000.0);
                coincidence += pulse.timeNs() >= 0 ? 1 : 0;
                anticoincidence += pulse.timeNs() < 0 ? 1 : 0;
            }
        }
        isExpected(kinds[Kind.CEVNS.ordinal()], cycles * 0.25);
        isExpected(kinds[Kind.BEAM_NEUTRON.ordinal()], cycles * 0.05);
        isExpected(kinds[Kind.STEADY_STATE.ordinal()], cycles * 0.30);
        double excess = coincidence - anticoincidence;
        double sigma = Math.sqrt(cycles * (0.45 + 0.15 - 0.30 * 0.30));
        assertThat(excess).isCloseTo(cycles * 0.30, within(4 * sigma));
    }

    private static void isExpected(long count, double expected) {
        assertThat((double) count).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void aTimeLapseGivesATraceWithoutBeamItsBackgroundOnly() {
        CsiSettings settings = settings("rates { steady_state_per_s = 0.2 }");
        CsiPulses pulses = new CsiPulses(settings, PROTONS, recoils(1e-5), 50_000);
        long[] kinds = new long[Kind.values().length];
        for (int cycle = 0; cycle < 20_000; cycle++) {
            pulses.pulses(cycle, 0, -75_000, 15_000, p -> kinds[p.kind().ordinal()]++);
        }
        assertThat(kinds[Kind.STEADY_STATE.ordinal()]).isBetween(5800L, 7000L);
        assertThat(Arrays.stream(kinds).sum()).isEqualTo(kinds[Kind.STEADY_STATE.ordinal()]);
    }

    @Test
    void refusesATimeLapseThatWouldDealMoreThanOnePulseToATrace() {
        ConfigTree emulator = Configs.parse("csi { rates { steady_state_per_s = 0.2 } }", "x.conf");
        EmulatorBlock.traces(emulator, 0, 67_000, PulseTable.EMPTY);
        emulator.problems().throwIfAny();
        EmulatorBlock.traces(emulator, 0, 1_000_000, PulseTable.EMPTY);
        assertThatThrownBy(emulator.problems()::throwIfAny)
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("csi.rates")
                .hasMessageContaining("a time-lapse of 1000000 deals 7.0");
    }

    @Test
    void countsOfTheBeamFollowTheProtons() {
        CsiSettings settings = settings("rates { steady_state_per_s = 0 }");
        PulseTable one = recoils(1);
        assertThat(play(settings, one, PROTONS, 10_000, Kind.CEVNS).size())
                .isCloseTo(10_000, within(400));
        assertThat(play(settings, one, PROTONS / 2, 10_000, Kind.CEVNS).size())
                .isCloseTo(5_000, within(280));
        assertThat(play(settings, one, 0, 10_000, Kind.CEVNS)).isEmpty();
    }

    @Test
    void anotherStrengthOfTheSignalLeavesTheNeutrons() {
        PulseTable beam =
                new PulseTable(List.of(pulses(Kind.CEVNS, 1), pulses(Kind.NEUTRINO_NEUTRON, 2)));
        assertThat(beam.times(3).perProton() * PROTONS).isCloseTo(5, within(1e-9));
        assertThat(beam.times(0).perProton() * PROTONS).isCloseTo(2, within(1e-9));
    }

    @Test
    void steadyStateBackgroundIsUniformInTimeSoThatCAndAcSeeTheSame() {
        CsiSettings settings = settings("rates { steady_state_per_s = 20000 }");
        List<TruePulse> pulses = play(settings, PulseTable.EMPTY, 0, 20_000, Kind.STEADY_STATE);
        long[] sixths = new long[6];
        for (TruePulse pulse : pulses) {
            sixths[(int) ((pulse.timeNs() + 75_000) / 15_000)]++;
        }
        double mean = pulses.size() / 6.0;
        double chiSquare = 0;
        for (long count : sixths) {
            chiSquare += (count - mean) * (count - mean) / mean;
        }
        assertThat(pulses.size()).isGreaterThan(30_000);
        assertThat(chiSquare).isLessThan(20.5); // 5 degrees of freedom, once in a thousand
    }

    @Test
    void dealsTheSamePulsesForTheSameSeed() {
        CsiSettings settings = settings("seed = 4, rates { steady_state_per_s = 1000 }");
        List<TruePulse> first = play(settings, recoils(1), PROTONS, 1000, Kind.STEADY_STATE);
        assertThat(play(settings, recoils(1), PROTONS, 1000, Kind.STEADY_STATE)).isEqualTo(first);
        CsiSettings other = settings("seed = 5, rates { steady_state_per_s = 1000 }");
        assertThat(play(other, recoils(1), PROTONS, 1000, Kind.STEADY_STATE)).isNotEqualTo(first);
    }

    @Test
    void phosphorescenceAddsUpToWhatItsComponentsSay() {
        // 3 muons a second, each followed by 100 kHz × 10 ms + 3 kHz × 500 ms = 2500
        // photoelectrons.
        CsiEffects effects = new CsiEffects(settings("rates { muons_per_s = 3 }"));
        long[] counts = new long[2];
        for (int cycle = 0; cycle < 120_000; cycle++) {
            effects.pulses(
                    cycle,
                    0,
                    -75_000,
                    15_000,
                    p -> counts[p.kind() == Kind.AFTERGLOW ? 0 : 1] += 1);
        }
        double perSecond = counts[0] / (120_000 * 90e-6);
        assertThat(perSecond).isCloseTo(7500, within(600.0));
        assertThat(counts[1]).isPositive();
    }

    private static List<TruePulse> play(
            CsiSettings settings, PulseTable signal, double protons, int cycles, Kind kind) {
        CsiPulses pulses = new CsiPulses(settings, PROTONS, signal, 1);
        List<TruePulse> all = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            pulses.pulses(
                    cycle,
                    protons,
                    settings.fromNs(),
                    settings.toNs(),
                    p -> {
                        if (p.kind() == kind) {
                            all.add(p);
                        }
                    });
        }
        return all;
    }

    /** Recoils of 1 to 20 photoelectrons in the first 6 µs, so many in a cycle of 10¹⁴ protons. */
    static PulseTable recoils(double perCycle) {
        return new PulseTable(List.of(pulses(Kind.CEVNS, perCycle)));
    }

    private static PulseTable.Part pulses(Kind kind, double perCycle) {
        double[] sizes = new double[21];
        Arrays.fill(sizes, 1, 21, perCycle / PROTONS / 20);
        return new PulseTable.Part(kind, sizes, 0, 6000, new double[] {1});
    }

    static CsiSettings settings(String text) {
        return CsiSettings.read(Configs.parse(text, "test"));
    }
}
