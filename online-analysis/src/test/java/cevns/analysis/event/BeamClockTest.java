package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.Records;
import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RejectCause;
import cevns.daq.record.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Marks and pulses against a machine whose cycles are known. */
class BeamClockTest {

    private static final long START = Records.START_NS;
    private static final int CHARGE = 1_500_000;

    private final List<SettledMark> settled = new ArrayList<>();
    private final TimingProblems problems = new TimingProblems();
    private final Exposure.Sum delivered = new Exposure.Sum();
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();

    /** Times of the cycles: the period wanders, each has some jitter. */
    private static long[] cycles(int count) {
        Random random = new Random(count);
        long[] times = new long[count];
        double t = 0;
        double period = 16_666_667;
        double slew = 0;
        for (int i = 0; i < count; i++) {
            if (i % 60 == 0) {
                slew = 40 * (random.nextDouble() - 0.5);
            }
            period = Math.max(16_660_000, Math.min(16_673_000, period + slew));
            t += period + 100 * random.nextGaussian();
            times[i] = START + Math.round(t);
        }
        return times;
    }

    private static SourceInfo info(long originUncertaintyNs) {
        return new SourceInfo(
                "board",
                "test",
                "",
                "",
                "",
                false,
                START,
                originUncertaintyNs,
                8_000_000,
                48,
                List.of(),
                "{}");
    }

    private static BeamConfig config(BeamSignal signal, BeamConfig.Charge charge, double settleS) {
        return new BeamConfig(
                "board",
                signal,
                0,
                0,
                charge,
                "facility",
                "",
                "",
                "",
                1,
                settleS,
                2,
                30,
                20_000_000,
                0xFFB);
    }

    private BeamClock clock(BeamSignal signal) {
        return clock(config(signal, BeamConfig.Charge.ADARA, 100));
    }

    private BeamClock clock(BeamConfig config) {
        return new BeamClock(config, new MarkSources(1, 2), problems, t -> true, settled::add);
    }

    private static void mark(BeamClock clock, BeamSignal signal, long timeNs) {
        clock.onMark(signal, timeNs);
        clock.release(clock.newestNs() - 20_000_000);
    }

    private RejectCause pulse(BeamClock clock, long idNs, int cycle, int charge, int veto) {
        RejectCause[] cause = new RejectCause[1];
        int flavor = cycle == 0 ? 0 : 1;
        int length = encoder.beamPulse(idNs, 0, 0, cycle, flavor, charge, 955_005, veto, 0);
        encoder.seal(length, 2, 0);
        dispatcher.dispatch(
                encoder.buffer(),
                length,
                0,
                new RecordHandler() {
                    @Override
                    public void onBeamPulse(BeamPulseView view) {
                        cause[0] = clock.onPulse(view, delivered);
                    }
                });
        return cause[0];
    }

    /** The pulse id of a cycle: truncated to whole µs; the charge tells which cycle it is. */
    private RejectCause pulse(BeamClock clock, long[] cycles, int i) {
        return pulse(clock, cycles[i] / 1000 * 1000, i % 600, CHARGE + i, 0);
    }

    private void assertAllMatchedByResidual() {
        assertThat(settled.stream().filter(m -> m.confidence() != 2).limit(3)).isEmpty();
    }

    private void assertChargesAreThoseOfTheirCycles(int first) {
        for (SettledMark mark : settled) {
            if (mark.chargeCounts() >= 0) {
                assertThat(mark.chargeCounts()).isEqualTo(CHARGE + first + mark.number());
            }
        }
    }

    @Test
    void matchesWithConfidenceTwoAfterTheFirstFewWhereTheOriginIsKnown() {
        long[] cycles = cycles(700);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        long origin = 800_000;
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i] + origin);
            if (i >= 120) {
                pulse(clock, cycles, i - 120);
            }
        }
        assertThat(settled.size()).isEqualTo(579);
        assertAllMatchedByResidual();
        assertChargesAreThoseOfTheirCycles(0);
        assertThat(settled.get(0).state()).isEqualTo(BeamState.EMPTY);
        assertThat(settled.get(1).state()).isEqualTo(BeamState.BEAM);
        assertThat(clock.residualNs()).isCloseTo(0, within(1500.0));
        assertThat(clock.pending()).isEqualTo(121);
    }

    @Test
    void matchesWhereTheHostWasSlowButOnePulseOnlyCanBeMeant() {
        for (long origin : new long[] {-4_290_000, 4_290_000, 7_000_000}) {
            settled.clear();
            long[] cycles = cycles(300);
            BeamClock clock = clock(BeamSignal.T39);
            clock.onInfo(info(Math.abs(origin) + 450_000));
            for (int i = 0; i < cycles.length; i++) {
                pulse(clock, cycles, i);
                mark(clock, BeamSignal.T39, cycles[i] + origin);
            }
            assertThat(settled.size()).isGreaterThan(290);
            assertAllMatchedByResidual();
            assertChargesAreThoseOfTheirCycles(0);
        }
    }

    @Test
    void waitsForThePatternWhereMoreThanOnePulseCanBeMeant() {
        long[] cycles = cycles(300);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(8_000_000));
        for (int i = 0; i < cycles.length; i++) {
            pulse(clock, cycles, i);
            mark(clock, BeamSignal.T39, cycles[i]);
        }
        assertThat(clock.confidence()).isZero();
        assertThat(settled.size()).isZero();
    }

    @Test
    void followsAFreeRunningClock() {
        long[] cycles = cycles(6_000);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            long drifted = cycles[i] + Math.round((cycles[i] - START) * 30e-6);
            mark(clock, BeamSignal.T39, drifted);
            if (i >= 300) {
                pulse(clock, cycles, i - 300);
            }
        }
        assertThat(settled.size()).isEqualTo(5_699);
        assertAllMatchedByResidual();
        assertChargesAreThoseOfTheirCycles(0);
    }

    @Test
    void findsTheOffsetByThePatternOfIntervalsWhereTheOriginIsUnknown() {
        long[] cycles = cycles(3_000);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(-1));
        long origin = 3_456_789_012L;
        for (int i = 0; i < cycles.length; i++) {
            long drifted = cycles[i] + origin + Math.round((cycles[i] - START) * -20e-6);
            mark(clock, BeamSignal.T39, drifted);
            if (i >= 200) {
                pulse(clock, cycles, i - 200);
            }
        }
        assertThat(settled.size()).isGreaterThan(2_000);
        assertAllMatchedByResidual();
        assertChargesAreThoseOfTheirCycles(0);
    }

    @Test
    void aStreamThatRepliesLateAndOutOfOrderFillsItsHole() {
        long[] cycles = cycles(2_000);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i]);
            boolean stalled = i >= 500 && i < 1_200;
            if (!stalled) {
                pulse(clock, cycles, i);
            }
            if (i == 1_300) {
                for (int late = 1_199; late >= 500; late--) {
                    pulse(clock, cycles, late);
                }
            }
        }
        clock.end();
        assertThat(settled.size()).isEqualTo(2_000);
        assertAllMatchedByResidual();
        assertChargesAreThoseOfTheirCycles(0);
        assertThat(delivered.exposure().marks()).isEqualTo(2_000);
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
        BeamClock clock = clock(BeamSignal.T39);
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
                    assertThat(pulse(clock, cycles, sent)).isNull();
                    if (random.nextInt(1_000) == 0) {
                        assertThat(pulse(clock, cycles, sent)).isEqualTo(RejectCause.DUPLICATE);
                    }
                }
                sent++;
            }
        }
        for (; sent < cycles.length; sent++) {
            pulse(clock, cycles, sent);
        }
        clock.end();
        assertThat(settled.size()).isEqualTo(cycles.length);
        assertChargesAreThoseOfTheirCycles(0);
        assertThat(clock.inserted()).isEqualTo(missedMarks);
        long unknown = settled.stream().filter(m -> m.state() == BeamState.UNKNOWN).count();
        assertThat(unknown).as("only those whose pulse was lost").isEqualTo(lostPulses);
        assertThat(settled.stream().filter(m -> m.confidence() == 1)).isEmpty();
    }

    @Test
    void marksOfAStreamThatStaysAwaySettleAsUnknownAndNeverAsEmpty() {
        long[] cycles = cycles(8_000);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            mark(clock, BeamSignal.T39, cycles[i]);
            if (i < 500) {
                pulse(clock, cycles, i);
            }
        }
        assertThat(settled.subList(0, 500)).allMatch(m -> m.state() != BeamState.UNKNOWN);
        assertThat(settled.subList(500, settled.size()))
                .allMatch(m -> m.state() == BeamState.UNKNOWN && m.chargeCounts() == -1);
        // 100 s are 6,000 cycles: those older than that have settled, the others wait.
        assertThat(clock.pending()).isBetween(5_990, 6_010);
    }

    @Test
    void settlesInTheOrderOfTheMarks() {
        long[] cycles = cycles(100);
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(1_000_000));
        for (long cycle : cycles) {
            mark(clock, BeamSignal.T39, cycle);
        }
        for (int i = 99; i >= 1; i--) {
            pulse(clock, cycles, i);
        }
        clock.release(cycles[99]);
        assertThat(settled).as("mark 0 has no pulse yet").isEmpty();
        pulse(clock, cycles, 0);
        clock.release(cycles[99]);
        assertThat(settled).extracting(SettledMark::number).isSorted().hasSize(99);
    }

    @Test
    void withoutAChargeSourceMarksSettleAtOnce() {
        BeamClock clock = clock(config(BeamSignal.T39, BeamConfig.Charge.NONE, 600));
        for (long cycle : cycles(50)) {
            mark(clock, BeamSignal.T39, cycle);
        }
        assertThat(settled.size()).isBetween(47, 49);
        assertThat(settled).allMatch(m -> m.state() == BeamState.UNKNOWN);
    }

    @Test
    void emptyCyclesWithoutAConditionalMarkGiveConfidenceThree() {
        long[] cycles = cycles(15_000);
        BeamClock clock = clock(BeamSignal.TB);
        clock.onInfo(info(1_000_000));
        for (int i = 0; i < cycles.length; i++) {
            if (i % 600 != 0) {
                mark(clock, BeamSignal.TB, cycles[i]);
            }
            pulse(clock, cycles, i);
        }
        // The first mark is that of cycle 1. Twenty empty cycles are 200 s.
        assertChargesAreThoseOfTheirCycles(1);
        assertThat(settled.get(100).confidence()).isEqualTo(2);
        assertThat(clock.confidence()).isEqualTo(3);
        assertThat(clock.inserted()).isEqualTo(24);
    }

    @Test
    void tellsBeamFromEmptyAndAbnormal() {
        BeamClock clock = clock(BeamSignal.T39);
        clock.onInfo(info(0));
        long[] cycles = cycles(20);
        int[] charge = {1, CHARGE, CHARGE, CHARGE, CHARGE, CHARGE, CHARGE, 1, 12_000, -1};
        int[] veto = {0, 0, 0, 0x004, 0x0C0, 0x001, 0, 0, 0, 0};
        for (long cycle : cycles) {
            mark(clock, BeamSignal.T39, cycle);
        }
        for (int i = 0; i < charge.length; i++) {
            pulse(clock, cycles[i] / 1000 * 1000, i + 1, charge[i], veto[i]);
        }
        clock.end();
        assertThat(settled)
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
        assertThat(delivered.exposure().unknownMarks()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstOfTwoPulsesWithOneId() {
        BeamClock clock = clock(BeamSignal.T39);
        long[] cycles = cycles(3);
        assertThat(pulse(clock, cycles, 1)).isNull();
        assertThat(pulse(clock, cycles, 1)).isEqualTo(RejectCause.DUPLICATE);
        assertThat(pulse(clock, cycles[1] - 1_000_000_000_000L, 5, CHARGE, 0))
                .isEqualTo(RejectCause.LATE);
        assertThat(delivered.exposure().marks()).isEqualTo(1);
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
        BeamClock clock = clock(late);
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
