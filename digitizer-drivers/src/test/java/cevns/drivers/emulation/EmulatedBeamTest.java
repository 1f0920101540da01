package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EmulatedBeamTest {

    private static final long START_NS = 1_800_000_000_000_000_000L;

    @Test
    void givesEveryReaderTheSameCyclesWhateverTheOthersDo() {
        EmulatedBeam beam = beam("seed = 7, trips_per_hour = 600");
        Iterator<EmulatedCycle> ahead = beam.cycles();
        List<EmulatedCycle> first = take(ahead, 5000);

        assertThat(take(beam.cycles(), 5000)).isEqualTo(first);
        assertThat(take(beam("seed = 7, trips_per_hour = 600").cycles(), 5000)).isEqualTo(first);
        assertThat(take(beam("seed = 8, trips_per_hour = 600").cycles(), 5000)).isNotEqualTo(first);
    }

    @Property(tries = 40)
    void keepsTheLineFrequencyAndItsSlewInBounds(@ForAll long seed) {
        List<EmulatedCycle> cycles = take(beam("seed = " + seed).cycles(), 6000);
        double jitter = 2 * LineClock.MAX_JITTER_NS + 2;
        for (int i = 1; i < cycles.size(); i++) {
            double intervalNs = cycles.get(i).timeNs() - cycles.get(i - 1).timeNs();
            assertThat(intervalNs).isBetween(1e9 / 60.03 - jitter, 1e9 / 59.97 + jitter);
        }
        // The mean frequency of neighbouring seconds differs by at most 0.01 Hz.
        for (int i = 120; i < cycles.size(); i += 60) {
            double now = hertz(cycles, i - 60, i);
            double before = hertz(cycles, i - 120, i - 60);
            assertThat(now - before).isBetween(-0.0102, 0.0102);
        }
    }

    private static double hertz(List<EmulatedCycle> cycles, int from, int to) {
        return (to - from) * 1e9 / (cycles.get(to).timeNs() - cycles.get(from).timeNs());
    }

    @Test
    void wandersByMicrosecondsOverSecondsSoThatCyclesCanBeTold() {
        List<EmulatedCycle> cycles = take(beam("seed = 3").cycles(), 36_000);
        double lowest = 61;
        double highest = 59;
        for (int i = 600; i < cycles.size(); i += 60) {
            double hertz = hertz(cycles, i - 60, i);
            lowest = Math.min(lowest, hertz);
            highest = Math.max(highest, hertz);
        }
        assertThat(highest - lowest).isBetween(0.03, 0.06);
    }

    @Test
    void jittersByATenthOfAMicrosecond() {
        // Second differences of a smooth line plus independent jitter s have variance 6 s².
        List<EmulatedCycle> cycles = take(beam("seed = 5").cycles(), 20_000);
        double sum = 0;
        for (int i = 2; i < cycles.size(); i++) {
            long now = cycles.get(i).timeNs() - cycles.get(i - 1).timeNs();
            long before = cycles.get(i - 1).timeNs() - cycles.get(i - 2).timeNs();
            double second = now - before;
            sum += second * second;
        }
        assertThat(Math.sqrt(sum / (cycles.size() - 2) / 6)).isCloseTo(100, within(4.0));
    }

    @Test
    void leavesTheFirstCycleOfEachSuperCycleEmpty() {
        List<EmulatedCycle> cycles = take(beam("first_cycle = 598").cycles(), 1205);
        assertThat(cycles.get(0).cycle()).isEqualTo(598);
        for (EmulatedCycle cycle : cycles) {
            assertThat(cycle.cycle()).isEqualTo((int) ((598 + cycle.index()) % 600));
            assertThat(cycle.flavor()).isEqualTo(cycle.cycle() == 0 ? 0 : 1);
            assertThat(cycle.veto()).isEqualTo(cycle.cycle() == 0 ? 0x001 : 0x004);
            if (cycle.cycle() == 0) {
                assertThat(cycle.chargeCounts()).isBetween(0, 1);
            } else {
                assertThat(cycle.chargeCounts()).isGreaterThan(1_500_000);
            }
        }
    }

    @Test
    void deliversTheChargeThatPowerAndEnergyAskFor() {
        // 1.4 MW at 1 GeV is 23.33 µC a pulse, 2 333 333 counts of 10 pC (sns-beam-timing.md §2).
        List<EmulatedCycle> pulses =
                take(beam("power_mw = 1.4, energy_gev = 1.0").cycles(), 6000).stream()
                        .filter(c -> c.cycle() != 0)
                        .toList();
        double mean = pulses.stream().mapToInt(EmulatedCycle::chargeCounts).average().orElse(0);
        assertThat(mean).isCloseTo(2_333_333, within(0.03 * 2_333_333));
        double sum = 0;
        for (int i = 1; i < pulses.size(); i++) {
            double step = pulses.get(i).chargeCounts() - pulses.get(i - 1).chargeCounts();
            sum += step * step / 2;
        }
        assertThat(Math.sqrt(sum / pulses.size()) / mean).isCloseTo(0.005, within(0.0003));
        assertThat(new EmulatedCycle(0, 0, 1, 1, 1_019_286, 0, 4).protons())
                .isCloseTo(6.3619e13, within(1e9));
    }

    @Test
    void knowsTheRingPeriodOfAnEnergy() {
        // The check of sns-beam-timing.md §2, and its table, made with the CODATA rest energy: 3
        // ps.
        assertThat(SnsRing.periodPs(0.93949)).isCloseTo(955_005, within(1));
        assertThat(SnsRing.periodPs(0.940)).isCloseTo(954_921, within(3));
        assertThat(SnsRing.periodPs(0.957)).isCloseTo(952_098, within(3));
        assertThat(SnsRing.periodPs(1.000)).isCloseTo(945_388, within(3));
        assertThat(SnsRing.periodPs(1.050)).isCloseTo(938_285, within(3));
        assertThat(SnsRing.periodPs(1.300)).isCloseTo(911_160, within(3));
    }

    @Property(tries = 20)
    void tripsWithPartOfTheChargeAndThenHasNoBeamForSeconds(
            @ForAll @LongRange(min = 0, max = 1000) long seed) {
        List<EmulatedCycle> cycles =
                take(beam("trips_per_hour = 360, seed = " + seed).cycles(), 12_000);
        int dark = 0;
        boolean tripped = false;
        for (EmulatedCycle cycle : cycles) {
            if (cycle.veto() == 0x0C0) {
                assertThat(cycle.chargeCounts()).isBetween(150_000, 1_600_000);
                tripped = true;
                dark = 0;
            } else if (tripped && cycle.veto() == 0x001) {
                assertThat(cycle.chargeCounts()).isBetween(0, 1);
                dark++;
            } else if (tripped) {
                assertThat(dark).isBetween(59, 3601);
                tripped = false;
            }
        }
    }

    @Test
    void runsAtAReducedRateWhileTheTimingSignalGoesOn() {
        List<EmulatedCycle> cycles = take(beam("beam_every = 4").cycles(), 1200);
        assertThat(cycles.stream().filter(c -> c.veto() == 0x004).count()).isEqualTo(2 * 149);
        assertThat(cycles.get(1199).timeNs() - START_NS)
                .isCloseTo(19_983_000_000L, within(11_000_000L));
    }

    static EmulatedBeam beam(String settings) {
        return new EmulatedBeam(
                EmulatedBeamSettings.read(Configs.parse(settings, "test")), START_NS);
    }

    static List<EmulatedCycle> take(Iterator<EmulatedCycle> cycles, int count) {
        List<EmulatedCycle> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(cycles.next());
        }
        return taken;
    }
}
