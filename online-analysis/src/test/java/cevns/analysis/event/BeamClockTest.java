package cevns.analysis.event;

import static cevns.analysis.event.KnownCycles.CHARGE;
import static cevns.analysis.event.KnownCycles.START;
import static cevns.analysis.event.KnownCycles.config;
import static cevns.analysis.event.KnownCycles.cycles;
import static cevns.analysis.event.KnownCycles.info;
import static cevns.analysis.event.KnownCycles.mark;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RejectCause;
import org.junit.jupiter.api.Test;

/** Marks that settle, their states and the time since beam, of known cycles. */
class BeamClockTest {

    private final KnownCycles machine = new KnownCycles();

    @Test
    void marksOfAStreamThatStaysAwaySettleAsUnknownAndNeverAsEmpty() {
        long[] cycles = cycles(8_000);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i]);
            if (i < 500) {
                machine.pulse(clock, cycles, i);
            }
        }
        assertThat(machine.settled.subList(0, 500)).allMatch(m -> m.state() != BeamState.UNKNOWN);
        assertThat(machine.settled.subList(500, machine.settled.size()))
                .allMatch(m -> m.state() == BeamState.UNKNOWN && m.chargeCounts() == -1);
        // 100 s are 6,000 cycles: those older than that have machine.settled, the others wait.
        assertThat(clock.pending()).isBetween(5_990, 6_010);
    }

    @Test
    void settlesInTheOrderOfTheMarks() {
        long[] cycles = cycles(100);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (long cycle : cycles) {
            mark(clock, BeamSignal.T39, cycle);
        }
        for (int i = 99; i >= 1; i--) {
            machine.pulse(clock, cycles, i);
        }
        clock.release(cycles[99]);
        assertThat(machine.settled).as("mark 0 has no pulse yet").isEmpty();
        machine.pulse(clock, cycles, 0);
        clock.release(cycles[99]);
        assertThat(machine.settled).extracting(SettledMark::number).isSorted().hasSize(99);
    }

    @Test
    void withoutAChargeSourceMarksSettleAtOnce() {
        BeamClock clock = machine.clock(config(BeamSignal.T39, BeamConfig.Charge.NONE, 600));
        for (long cycle : cycles(50)) {
            mark(clock, BeamSignal.T39, cycle);
        }
        assertThat(machine.settled.size()).isBetween(47, 49);
        assertThat(machine.settled).allMatch(m -> m.state() == BeamState.UNKNOWN);
    }

    @Test
    void emptyCyclesWithoutAConditionalMarkGiveConfidenceThree() {
        long[] cycles = cycles(15_000);
        BeamClock clock = machine.clock(BeamSignal.TB);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            if (i % 600 != 0) {
                mark(clock, BeamSignal.TB, cycles[i]);
            }
            machine.pulse(clock, cycles, i);
        }
        // The first mark is that of cycle 1. Twenty empty cycles are 200 s.
        machine.assertChargesAreThoseOfTheirCycles(1);
        assertThat(machine.settled.get(100).confidence()).isEqualTo(2);
        assertThat(clock.confidence()).isEqualTo(3);
        assertThat(clock.inserted()).isEqualTo(24);
    }

    @Test
    void tellsBeamFromEmptyAndAbnormal() {
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(0));
        long[] cycles = cycles(20);
        int[] charge = {1, CHARGE, CHARGE, CHARGE, CHARGE, CHARGE, CHARGE, 1, 12_000, -1};
        int[] veto = {0, 0, 0, 0x004, 0x0C0, 0x001, 0, 0, 0, 0};
        for (long cycle : cycles) {
            mark(clock, BeamSignal.T39, cycle);
        }
        for (int i = 0; i < charge.length; i++) {
            machine.pulse(clock, cycles[i] / 1000 * 1000, i + 1, charge[i], veto[i]);
        }
        clock.end();
        assertThat(machine.settled)
                .extracting(SettledMark::state)
                .startsWith(
                        BeamState.EMPTY,
                        BeamState.BEAM,
                        BeamState.BEAM,
                        BeamState.BEAM,
                        BeamState.ABNORMAL,
                        BeamState.EMPTY,
                        BeamState.BEAM,
                        BeamState.EMPTY,
                        BeamState.EMPTY,
                        BeamState.UNKNOWN);
        assertThat(machine.delivered.exposure().unknownMarks()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstOfTwoPulsesWithOneId() {
        BeamClock clock = machine.clock(BeamSignal.T39);
        long[] cycles = cycles(3);
        assertThat(machine.pulse(clock, cycles, 1)).isNull();
        assertThat(machine.pulse(clock, cycles, 1)).isEqualTo(RejectCause.DUPLICATE);
        assertThat(machine.pulse(clock, cycles[1] - 1_000_000_000_000L, 5, CHARGE, 0))
                .isEqualTo(RejectCause.LATE);
        assertThat(machine.delivered.exposure().marks()).isEqualTo(1);
    }

    @Test
    void givesBothDistancesFromTheBeamReference() {
        BeamConfig late =
                new BeamConfig(
                        "board",
                        BeamSignal.T39,
                        2_000.5,
                        0,
                        BeamConfig.Charge.ADARA,
                        "facility",
                        "",
                        "",
                        "",
                        1,
                        100,
                        2,
                        30,
                        20_000_000,
                        0xFFB);
        BeamClock clock = machine.clock(late);
        long period = 16_666_667;
        for (int i = 0; i < 5; i++) {
            clock.onMark(BeamSignal.T39, START + i * period);
        }
        BeamClock.Phase phase = clock.phase(START + 2 * period + 5_000, 0.25);
        assertThat(phase.mark()).isEqualTo(2);
        assertThat(phase.sinceNs()).isEqualTo(2_999.75);
        assertThat(phase.nextMark()).isEqualTo(3);
        assertThat(phase.untilNs()).isEqualTo(period - 2_999.75);
        BeamClock.Phase before = clock.phase(START + 2 * period + 1_000, 0);
        assertThat(before.mark()).as("not yet at the reference").isEqualTo(1);
        assertThat(before.untilNs()).isEqualTo(1_000.5);
        assertThat(clock.phase(START + 6 * period, 0)).isEqualTo(BeamClock.NO_PHASE);
    }
}
