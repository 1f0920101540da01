package cevns.analysis.event;

import static cevns.analysis.event.KnownCycles.START;
import static cevns.analysis.event.KnownCycles.cycles;
import static cevns.analysis.event.KnownCycles.info;
import static cevns.analysis.event.KnownCycles.mark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.RejectCause;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which pulse belongs to which mark, of a machine whose cycles are known. */
class BeamMatchTest {

    private final KnownCycles machine = new KnownCycles();

    @Test
    void matchesWithConfidenceTwoAfterTheFirstFewWhereTheOriginIsKnown() {
        long[] cycles = cycles(700);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        long origin = 800_000;
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i] + origin);
            if (i >= 120) {
                machine.pulse(clock, cycles, i - 120);
            }
        }
        assertThat(machine.settled.size()).isEqualTo(579);
        machine.assertAllMatchedByResidual();
        machine.assertChargesAreThoseOfTheirCycles(0);
        assertThat(machine.settled.get(0).state()).isEqualTo(BeamState.EMPTY);
        assertThat(machine.settled.get(1).state()).isEqualTo(BeamState.BEAM);
        assertThat(clock.residualNs()).isCloseTo(0, within(1500.0));
        assertThat(clock.pending()).isEqualTo(121);
    }

    @Test
    void matchesWhereTheHostWasSlowButOnePulseOnlyCanBeMeant() {
        for (long origin : new long[] {-4_290_000, 4_290_000, 7_000_000}) {
            machine.settled.clear();
            long[] cycles = cycles(300);
            BeamClock clock = machine.clock(BeamSignal.T39);
            clock.onInfo(info(Math.abs(origin) + 450_000));
            for (int i = 0; i < cycles.length; i++) {
                machine.pulse(clock, cycles, i);
                mark(clock, BeamSignal.T39, cycles[i] + origin);
            }
            assertThat(machine.settled.size()).isGreaterThan(290);
            machine.assertAllMatchedByResidual();
            machine.assertChargesAreThoseOfTheirCycles(0);
        }
    }

    @Test
    void waitsForThePatternWhereMoreThanOnePulseCanBeMeant() {
        long[] cycles = cycles(300);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(8_000_000));
        for (int i = 0; i < cycles.length; i++) {
            machine.pulse(clock, cycles, i);
            mark(clock, BeamSignal.T39, cycles[i]);
        }
        assertThat(clock.confidence()).isZero();
        assertThat(machine.settled.size()).isZero();
    }

    @Test
    void followsAFreeRunningClock() {
        long[] cycles = cycles(6_000);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            long drifted = cycles[i] + Math.round((cycles[i] - START) * 30e-6);
            mark(clock, BeamSignal.T39, drifted);
            if (i >= 300) {
                machine.pulse(clock, cycles, i - 300);
            }
        }
        assertThat(machine.settled.size()).isEqualTo(5_699);
        machine.assertAllMatchedByResidual();
        machine.assertChargesAreThoseOfTheirCycles(0);
    }

    @Test
    void findsTheOffsetByThePatternOfIntervalsWhereTheOriginIsUnknown() {
        long[] cycles = cycles(3_000);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(-1));
        long origin = 3_456_789_012L;
        for (int i = 0; i < cycles.length; i++) {
            long drifted = cycles[i] + origin + Math.round((cycles[i] - START) * -20e-6);
            mark(clock, BeamSignal.T39, drifted);
            if (i >= 200) {
                machine.pulse(clock, cycles, i - 200);
            }
        }
        assertThat(machine.settled.size()).isGreaterThan(2_000);
        machine.assertAllMatchedByResidual();
        machine.assertChargesAreThoseOfTheirCycles(0);
    }

    @Test
    void aStreamThatRepliesLateAndOutOfOrderFillsItsHole() {
        long[] cycles = cycles(2_000);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i]);
            boolean stalled = i >= 500 && i < 1_200;
            if (!stalled) {
                machine.pulse(clock, cycles, i);
            }
            if (i == 1_300) {
                for (int late = 1_199; late >= 500; late--) {
                    machine.pulse(clock, cycles, late);
                }
            }
        }
        clock.end();
        assertThat(machine.settled.size()).isEqualTo(2_000);
        machine.assertAllMatchedByResidual();
        machine.assertChargesAreThoseOfTheirCycles(0);
        assertThat(machine.delivered.exposure().marks()).isEqualTo(2_000);
    }

    /**
     * Half an hour: the clock is off by 30 ppm, one mark in a thousand is missed, one is double,
     * one pulse in a thousand is lost, one comes twice, the stream lags by 5 s and once stays away
     * for a minute and then sends what it kept.
     */
    @Test
    void aLongRunWithFaultsHasNoWrongMatch() {
        Random random = new Random(5);
        long[] cycles = cycles(108_000);
        BeamClock clock = machine.clock(BeamSignal.T39);
        clock.onInfo(info(2_000_000));
        int lostPulses = 0;
        int missedMarks = 0;
        int sent = 0;
        for (int i = 0; i < cycles.length; i++) {
            long seen = cycles[i] + 1_500_000 + Math.round((cycles[i] - START) * 30e-6);
            boolean missed = i > 0 && i < cycles.length - 1 && random.nextInt(1_000) == 0;
            missedMarks += missed ? 1 : 0;
            if (!missed) {
                mark(clock, BeamSignal.T39, seen);
            }
            if (random.nextInt(1_000) == 0) {
                mark(clock, BeamSignal.T39, seen + 300_000);
            }
            boolean away = i >= 50_000 && i < 53_600;
            while (!away && sent <= i - 300) {
                if (random.nextInt(1_000) == 0) {
                    lostPulses++;
                } else {
                    assertThat(machine.pulse(clock, cycles, sent)).isNull();
                    if (random.nextInt(1_000) == 0) {
                        assertThat(machine.pulse(clock, cycles, sent))
                                .isEqualTo(RejectCause.DUPLICATE);
                    }
                }
                sent++;
            }
        }
        for (; sent < cycles.length; sent++) {
            machine.pulse(clock, cycles, sent);
        }
        clock.end();
        assertThat(machine.settled.size()).isEqualTo(cycles.length);
        machine.assertChargesAreThoseOfTheirCycles(0);
        assertThat(clock.inserted()).isEqualTo(missedMarks);
        long unknown = machine.settled.stream().filter(m -> m.state() == BeamState.UNKNOWN).count();
        assertThat(unknown).as("only those whose pulse was lost").isEqualTo(lostPulses);
        assertThat(machine.settled.stream().filter(m -> m.confidence() == 1)).isEmpty();
    }
}
