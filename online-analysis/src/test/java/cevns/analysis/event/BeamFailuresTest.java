package cevns.analysis.event;

import static cevns.analysis.event.TimingRig.METRONOME;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RejectCause;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each failure of marks and pulses (beam-trigger-modes.md §6), made and named. */
class BeamFailuresTest {

    private static final long PERIOD_NS = 16_666_667;

    private static TimingRig rig(int seconds) {
        TimingRig rig = new TimingRig(60 * seconds);
        rig.board(METRONOME, 10, 0, 1_000_000);
        return rig;
    }

    @Test
    void aSoundRunHasNoProblem() {
        TimingRig rig = rig(120);
        rig.play(0, 7_200);
        assertThat(rig.seen()).isEmpty();
        assertThat(rig.problems.intervals()).isEmpty();
        assertThat(rig.wrongCharges()).isZero();
        assertThat(rig.clock.markState().signal()).isEqualTo(BeamSignal.T39);
    }

    /** Rows 1, 2 and 3, at random. */
    @Test
    void countsMissedDoubleAndNoiseMarksExactly() {
        Random random = new Random(123);
        TimingRig rig = rig(300);
        TimingRig.Board board = new TimingRig.Board(10, 0, 8);
        int missed = 0;
        int doubled = 0;
        int noise = 0;
        for (int i = 0; i < 18_000; i++) {
            long t = board.at(rig.cycles[i]);
            boolean isMissed = i > 600 && i < 17_990 && random.nextInt(1_000) == 0;
            missed += isMissed ? 1 : 0;
            if (!isMissed) {
                rig.mark(METRONOME, t);
            }
            if (!isMissed && random.nextInt(1_000) == 0) {
                rig.mark(METRONOME, t + 300);
                doubled++;
            } else if (isMissed && random.nextInt(2) == 0) {
                rig.mark(METRONOME, t + 200_000);
                noise++;
            }
            if (i >= 60) {
                rig.pulse(i - 60);
            }
        }
        assertThat(rig.problems.count(TimingProblem.MISSED_MARK)).isEqualTo(missed).isPositive();
        assertThat(rig.problems.count(TimingProblem.DOUBLE_MARK)).isEqualTo(doubled).isPositive();
        assertThat(rig.problems.count(TimingProblem.NOISE_MARK)).isEqualTo(noise).isPositive();
        assertThat(rig.wrongCharges()).isZero();
        assertThat(rig.seen())
                .containsExactly(
                        TimingProblem.MISSED_MARK,
                        TimingProblem.DOUBLE_MARK,
                        TimingProblem.NOISE_MARK);
    }

    /** Row 4. */
    @Test
    void tellsWithinAHundredSecondsThatTheConditionalSignalIsWired() {
        TimingRig rig = rig(100);
        for (int i = 0; i < 6_000; i++) {
            if (i % 600 != 0) {
                rig.mark(METRONOME, rig.cycles[i]);
            }
        }
        assertThat(rig.clock.markState().signal()).isEqualTo(BeamSignal.TB);
        assertThat(rig.seen()).contains(TimingProblem.WRONG_SIGNAL);
    }

    /** Row 4, the other way round. */
    @Test
    void tellsThatTheUnconditionalSignalIsWired() {
        TimingRig rig = new TimingRig(BeamSignal.TB, TimingRig.wandering(6_660, 60));
        rig.board(METRONOME, 0, 0, 1_000_000);
        for (int i = 0; i < 6_660; i++) {
            rig.mark(METRONOME, rig.cycles[i]);
        }
        assertThat(rig.clock.markState().signal()).isEqualTo(BeamSignal.T39);
        assertThat(rig.seen()).contains(TimingProblem.WRONG_SIGNAL);
    }

    /** Row 5: no failure. */
    @Test
    void aMarkWithoutBeamIsEmptyAndNoProblem() {
        TimingRig rig = rig(30);
        rig.play(0, 1_800);
        assertThat(rig.settled.get(600).state()).isEqualTo(BeamState.EMPTY);
        assertThat(rig.settled.get(601).state()).isEqualTo(BeamState.BEAM);
        assertThat(rig.seen()).isEmpty();
    }

    /** Row 6: the marks stay away for longer than can be filled. */
    @Test
    void beamWithoutAMarkIsDeliveredAndNotRecorded() {
        TimingRig rig = rig(160);
        rig.play(0, 2_000);
        int from = 2_000;
        int to = 6_500;
        for (int i = from; i < to; i++) {
            rig.clock.onTick(rig.cycles[i]);
            rig.pulse(i - 60);
        }
        rig.play(to, 9_600);
        long without = rig.problems.count(TimingProblem.BEAM_WITHOUT_MARK);
        int empty = (to - 1) / 600 - (from - 1) / 600;
        // Until five marks agree the new phase is not believed: those have none either.
        assertThat(without).isBetween((long) to - from - empty, (long) to - from - empty + 4);
        assertThat(rig.delivered.exposure().marks()).isEqualTo(9_600 - 60);
        assertThat(rig.problems.count(TimingProblem.CLOCK_JUMP)).isZero();
    }

    /** Row 7: the stream is a raw one and nobody has said so. */
    @Test
    void chargesOfTheNeighbourAreUnknownUntilThatIsRepaired() {
        TimingRig rig = rig(120);
        for (int i = 0; i < 7_200; i++) {
            rig.marks(i);
            boolean late = i >= 1_200 && i < 4_200;
            rig.pulse(rig.id(i), i % 600, TimingRig.charge(late ? i - 1 : i));
        }
        rig.clock.end();
        assertThat(rig.seen()).containsExactly(TimingProblem.NEIGHBOUR_CHARGE);
        // Seen at cycle 1 behind the first empty one, repaired at the next that is right.
        assertThat(rig.settled.subList(1_201, 4_201))
                .allMatch(m -> m.state() == BeamState.UNKNOWN && m.chargeCounts() == -1);
        assertThat(rig.settled.subList(4_201, 7_200))
                .allMatch(m -> m.chargeCounts() == TimingRig.charge(m.number()));
    }

    /** Row 7, the permanent test on the empty cycles: the origin is wrong by one cycle. */
    @Test
    void aConditionalMarkInAnEmptyCycleUndoesAMatchThatIsOffByOne() {
        TimingRig rig = new TimingRig(BeamSignal.TB, TimingRig.wandering(12_000, 60));
        TimingRig.Board board = rig.board(METRONOME, 0, PERIOD_NS, 100_000);
        for (int i = 0; i < 12_000; i++) {
            if (i % 600 != 0) {
                rig.mark(METRONOME, board.at(rig.cycles[i]));
            }
            if (i >= 30) {
                rig.pulse(i - 30);
            }
        }
        assertThat(rig.problems.count(TimingProblem.NEIGHBOUR_CHARGE)).isEqualTo(1);
        assertThat(rig.clock.confidence()).isGreaterThanOrEqualTo(2);
        rig.clock.end();
        // The first mark is that of cycle 1.
        assertThat(rig.settled.stream().filter(m -> m.number() > 5_000 && m.chargeCounts() >= 0))
                .hasSizeGreaterThan(6_000)
                .allMatch(m -> m.chargeCounts() == TimingRig.charge(m.number() + 1));
    }

    /** Row 7, where every cycle has a mark: the pattern of intervals tells. */
    @Test
    void thePatternOfIntervalsUndoesAMatchThatIsOffByOne() {
        TimingRig rig = new TimingRig(12_000);
        rig.board(METRONOME, 0, -PERIOD_NS, 100_000);
        rig.play(0, 12_000);
        assertThat(rig.problems.count(TimingProblem.NEIGHBOUR_CHARGE)).isEqualTo(1);
        assertThat(rig.settled.stream().filter(m -> m.number() > 5_000 && m.chargeCounts() >= 0))
                .hasSizeGreaterThan(6_000)
                .allMatch(m -> m.chargeCounts() == TimingRig.charge(m.number()));
    }

    /** Row 8: at another frequency nothing is put in; row 9: beyond 0.1 Hz it is told. */
    @Test
    void theFrequencyIsMeasuredAndToldWhereItIsFarOff() {
        TimingRig near = new TimingRig(BeamSignal.T39, TimingRig.wandering(3_600, 59.95));
        near.board(METRONOME, 0, 0, 1_000_000);
        near.play(0, 3_600);
        assertThat(near.seen()).isEmpty();
        TimingRig far = new TimingRig(BeamSignal.T39, TimingRig.wandering(3_600, 59.8));
        far.board(METRONOME, 0, 0, 1_000_000);
        far.play(0, 3_600);
        assertThat(far.seen()).containsExactly(TimingProblem.LINE_FREQUENCY);
        assertThat(far.clock.inserted()).isZero();
        assertThat(far.wrongCharges()).isZero();
    }

    /** Row 10: every second cycle; a trip is none. */
    @Test
    void aReducedRateIsAStateAndATripIsNot() {
        TimingRig rig = rig(60);
        for (int i = 0; i < 3_600; i++) {
            rig.marks(i);
            boolean tripped = i > 600 && i < 1_200;
            boolean skipped = i > 2_400 && i % 2 == 1;
            rig.pulse(rig.id(i), i % 600, tripped || skipped ? 0 : TimingRig.charge(i));
            if (i == 2_400) {
                assertThat(rig.seen()).isEmpty();
            }
        }
        assertThat(rig.seen()).containsExactly(TimingProblem.REDUCED_RATE);
        assertThat(rig.clock.markState().reducedRate()).isTrue();
    }

    /** Row 17: unknown, not zero; what comes later fills the hole. */
    @Test
    void aStreamThatStallsIsToldAndItsHoleFilledWhenItComesBack() {
        TimingRig rig = rig(300);
        rig.play(0, 3_600);
        for (int i = 3_600; i < 10_800; i++) {
            rig.marks(i);
        }
        assertThat(rig.clock.markState().stale()).isTrue();
        assertThat(rig.seen()).containsExactly(TimingProblem.STREAM_STALLED);
        TimingProblems.Interval hole = rig.problems.intervals().get(0);
        assertThat(hole.count()).isEqualTo(1);
        assertThat(hole.lastNs() - hole.firstNs()).isBetween(119_000_000_000L, 121_000_000_000L);
        assertThat(rig.settled).as("waiting, not settled as empty").hasSizeLessThan(3_600);
        for (int i = 3_540; i < 10_740; i++) {
            rig.pulse(i);
        }
        rig.play(10_800, 18_000);
        assertThat(rig.clock.markState().stale()).isFalse();
        assertThat(rig.settled).hasSizeGreaterThan(17_900);
        assertThat(rig.settled).allMatch(m -> m.chargeCounts() == TimingRig.charge(m.number()));
        assertThat(rig.seen()).containsExactly(TimingProblem.STREAM_STALLED);
    }

    /** Row 18. */
    @Test
    void pulsesThatComeTwiceOrGoBackAreTold() {
        TimingRig rig = rig(20);
        rig.play(0, 900);
        assertThat(rig.pulse(rig.id(800), 200, 5)).isEqualTo(RejectCause.DUPLICATE);
        rig.pulse(rig.id(900) + 7_000_000, 300, 5, TimingRig.RING_PS, BeamPulseView.TIME_BACKWARDS);
        assertThat(rig.seen()).containsExactly(TimingProblem.PULSE_ORDER);
        assertThat(rig.problems.count(TimingProblem.PULSE_ORDER)).isEqualTo(2);
        rig.clock.end();
        assertThat(rig.wrongCharges()).isZero();
    }

    /** Row 19: forwards by one second, back by three; one wrong id is no step. */
    @Test
    void theMatchGoesOnWhereTheAcceleratorsTimeStepsByWholeSeconds() {
        TimingRig rig = rig(120);
        for (int i = 0; i < 7_200; i++) {
            rig.marks(i);
            long step = i >= 4_800 ? -2 : i >= 2_400 ? 1 : i == 1_000 ? 1 : 0;
            rig.pulse(rig.id(i) + step * 1_000_000_000L, i % 600, TimingRig.charge(i));
        }
        assertThat(rig.problems.count(TimingProblem.ACCELERATOR_TIME)).isEqualTo(2);
        assertThat(rig.clock.clockState().segment()).isEqualTo(2);
        assertThat(rig.wrongCharges()).isZero();
        rig.clock.end();
        long unknown = rig.settled.stream().filter(m -> m.chargeCounts() < 0).count();
        assertThat(unknown).as("the one wrong id").isEqualTo(1);
        assertThat(rig.clock.confidence()).isEqualTo(2);
    }

    /** Row 22. */
    @Test
    void aChangeOfTheRingPeriodAsksForANewCalibration() {
        TimingRig rig = rig(60);
        for (int i = 0; i < 3_600; i++) {
            rig.marks(i);
            int ring = i < 1_800 ? 954_921 : 945_388;
            rig.pulse(rig.id(i), i % 600, TimingRig.charge(i), ring, 0);
            if (i == 1_799) {
                assertThat(rig.seen()).isEmpty();
            }
        }
        assertThat(rig.seen()).containsExactly(TimingProblem.RING_PERIOD);
    }

    /** Row 22: with the new offset the same times come out right. */
    @Test
    void theSameHitsAreRightWithTheNewOffset() {
        for (double offset : new double[] {2_000, 2_953}) {
            BeamClock clock =
                    new BeamClock(
                            TimingRig.config(BeamSignal.T39, BeamConfig.Charge.NONE, offset),
                            new MarkSources(METRONOME, 0),
                            new TimingProblems(),
                            t -> true,
                            mark -> {});
            clock.onMark(BeamSignal.T39, TimingRig.START);
            clock.onMark(BeamSignal.T39, TimingRig.START + PERIOD_NS);
            double since = clock.phase(TimingRig.START + 3_500, 0).sinceNs();
            assertThat(since).isEqualTo(3_500 - offset);
        }
    }

    /** Row 25. */
    @Test
    void aStrobeThatComesNearTheBeamIsTold() {
        TimingRig rig = rig(10);
        rig.play(0, 100);
        long mark = rig.clock.newestNs();
        rig.clock.onStrobe(METRONOME, mark + 8_333_000);
        assertThat(rig.seen()).isEmpty();
        rig.clock.onStrobe(METRONOME, mark + 1_000_000);
        rig.clock.onStrobe(METRONOME, mark + 13_000_000);
        assertThat(rig.problems.count(TimingProblem.STROBE_PHASE)).isEqualTo(2);
    }

    @Test
    void theSameProblemWithinAMinuteIsOneIntervalAndTheListStaysShort() {
        TimingProblems problems = new TimingProblems();
        long minute = 60_000_000_000L;
        for (int i = 0; i < 10; i++) {
            problems.on(TimingProblem.DOUBLE_MARK, 1, i * minute / 2);
        }
        problems.on(TimingProblem.DOUBLE_MARK, 2, 0);
        assertThat(problems.intervals())
                .containsExactly(
                        new TimingProblems.Interval(
                                TimingProblem.DOUBLE_MARK, 1, 0, 9 * minute / 2, 10),
                        new TimingProblems.Interval(TimingProblem.DOUBLE_MARK, 2, 0, 0, 1));
        for (int i = 0; i < 1_000; i++) {
            problems.on(TimingProblem.NOISE_MARK, 1, i * 3 * minute);
        }
        assertThat(problems.intervals()).hasSize(TimingProblems.KEPT);
        assertThat(problems.count(TimingProblem.NOISE_MARK)).isEqualTo(1_000);
    }
}
