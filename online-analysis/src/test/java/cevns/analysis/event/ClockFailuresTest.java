package cevns.analysis.event;

import static cevns.analysis.event.TimingRig.BOARD;
import static cevns.analysis.event.TimingRig.METRONOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.record.BeamSignal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The clocks of boards against that of the metronome, and each way in which they fail. */
class ClockFailuresTest {

    /** A counter of 31 bits of 8 ns begins anew after 17.18 s. */
    private static final long TURN_NS = (1L << 31) * 8;

    private static TimingRig rig(int seconds, double metronomePpm, double boardPpm) {
        TimingRig rig = new TimingRig(60 * seconds);
        rig.board(METRONOME, metronomePpm, 0, 1_000_000, 31);
        rig.board(BOARD, boardPpm, 2_000_000, 1_000_000, 31);
        return rig;
    }

    @Test
    void followsBoardsThatAreThirtyPpmOffToLessThanASample() {
        TimingRig rig = rig(60, -30, 30);
        rig.play(0, 3_600);
        assertThat(rig.seen()).isEmpty();
        ClockState board = rig.state(BOARD);
        assertThat(board.fasterPpm()).isCloseTo(60, within(0.01));
        assertThat(board.rmsNs()).as("two clocks of 8 ns").isBetween(2.0, 8.0);
        assertThat(rig.errorNs(BOARD, 3_599)).isBetween(-8.0, 8.0);
        assertThat(rig.clock.clockState().fasterPpm()).isCloseTo(-30, within(0.02));
        assertThat(rig.clock.clockState().rmsNs()).as("of ids in µs").isBetween(250.0, 600.0);
        assertThat(board.segment()).isZero();
    }

    @Test
    void marksThatComeInBurstsAreStillPaired() {
        TimingRig rig = new TimingRig(1_200);
        TimingRig.Board metronome = rig.board(METRONOME, 0, 0, 0);
        TimingRig.Board board = rig.board(BOARD, 30, -1_000_000, 0);
        for (int from = 0; from < 1_200; from += 60) {
            for (int i = from; i < from + 60; i++) {
                rig.mark(BOARD, board.at(rig.cycles[i]));
            }
            for (int i = from; i < from + 60; i++) {
                rig.mark(METRONOME, metronome.at(rig.cycles[i]));
            }
        }
        assertThat(rig.state(BOARD).fasterPpm()).isCloseTo(30, within(0.01));
        assertThat(rig.errorNs(BOARD, 1_199)).isBetween(-8.0, 8.0);
    }

    /** Row 11, on another board. */
    @Test
    void aMissedRolloverOfABoardIsPutRightToTheSample() {
        TimingRig rig = rig(40, 10, -20);
        rig.play(0, 1_200);
        rig.board(BOARD, -20, 2_000_000, 1_000_000, 31);
        rig.play(1_200, 1_400);
        TimingRig.Board rolled = rig.board(BOARD, -20, 2_000_000, 1_000_000, 31);
        rig.play(1_400, 1_500);
        rolled.addNs -= TURN_NS;
        rig.play(1_500, 1_700);
        assertThat(rig.seen()).containsExactly(TimingProblem.ROLLOVER);
        assertThat(rig.problems.intervals().get(0).sourceId()).isEqualTo(BOARD);
        assertThat(rig.errorNs(BOARD, 1_699)).isBetween(-16.0, 16.0);
        rolled.addNs += 2 * TURN_NS;
        rig.play(1_700, 1_900);
        assertThat(rig.problems.count(TimingProblem.ROLLOVER)).isEqualTo(2);
        assertThat(rig.errorNs(BOARD, 1_899)).isBetween(-16.0, 16.0);
    }

    /** Row 11, on the metronome: no cycle is lost, no charge goes to a neighbour. */
    @Test
    void aMissedRolloverOfTheMetronomeLosesNoCycle() {
        TimingRig rig = new TimingRig(60 * 60);
        TimingRig.Board metronome = rig.board(METRONOME, 30, 0, 1_000_000, 31);
        rig.board(BOARD, -30, 0, 1_000_000, 31);
        rig.play(0, 1_500);
        metronome.addNs -= TURN_NS;
        rig.play(1_500, 2_400);
        metronome.addNs += 2 * TURN_NS;
        rig.play(2_400, 3_600);
        rig.clock.end();
        assertThat(rig.problems.count(TimingProblem.ROLLOVER)).isEqualTo(2);
        assertThat(rig.settled).hasSize(3_600);
        assertThat(rig.wrongCharges()).isZero();
        assertThat(rig.clock.markState().segment()).isEqualTo(2);
        // Four marks are refused each time until the jump is sure, and put in.
        assertThat(rig.clock.inserted()).isEqualTo(8);
        assertThat(rig.errorNs(BOARD, 3_599)).isBetween(-16.0, 16.0);
    }

    /** Row 12. */
    @Test
    void aPllThatLosesItsReferenceBeginsANewSegment() {
        TimingRig rig = rig(60, 0, 10);
        rig.play(0, 1_800);
        int step = 1_800;
        long before = rig.state(BOARD).segment();
        for (int i = step; i < 3_600; i++) {
            long slower = Math.round((rig.cycles[i] - rig.cycles[step]) * 5e-6);
            rig.clock.onTick(rig.cycles[i]);
            rig.mark(METRONOME, Math.floorDiv(rig.cycles[i], 8) * 8);
            long own = rig.cycles[i] + Math.round((rig.cycles[i] - TimingRig.START) * 10e-6);
            long ownNs = Math.floorDiv(own + 2_000_000 + slower, 8) * 8;
            rig.mark(BOARD, ownNs);
            if (i == step + 20 * 60) {
                double error =
                        ownNs + rig.alignment.offsetNs(BOARD, ownNs) - (double) rig.cycles[i];
                assertThat(error).as("20 s later").isBetween(-1_000.0, 1_000.0);
            }
        }
        assertThat(rig.problems.count(TimingProblem.CLOCK_RATE)).isPositive();
        assertThat(rig.state(BOARD).segment()).isGreaterThan((int) before);
        assertThat(rig.state(BOARD).fasterPpm()).isCloseTo(15, within(0.05));
        assertThat(rig.state(BOARD).suspect()).isFalse();
    }

    /** Row 12, on the metronome: its marks are suspect, then none. */
    @Test
    void marksAreSuspectWhileTheRateOfTheMetronomeChanges() {
        TimingRig rig = new TimingRig(90 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        rig.play(0, 2_400);
        for (int i = 2_400; i < 5_400; i++) {
            long faster = Math.round((rig.cycles[i] - rig.cycles[2_400]) * 5e-6);
            rig.mark(METRONOME, rig.cycles[i] + faster);
            rig.pulse(i - 60);
        }
        assertThat(rig.seen()).contains(TimingProblem.CLOCK_RATE);
        assertThat(rig.wrongCharges()).isZero();
        assertThat(rig.clock.clockState().fasterPpm()).isCloseTo(5, within(0.05));
        long suspect =
                rig.settled.stream()
                        .filter(m -> (m.quality() & SettledMark.CLOCK_SUSPECT) != 0)
                        .count();
        assertThat(suspect).as("three seconds and what it took to see it").isBetween(180L, 400L);
        assertThat(rig.settled.get(rig.settled.size() - 1).quality()).isZero();
        assertThat(rig.clock.residualNs()).isBetween(-1_500.0, 1_500.0);
    }

    /** Row 13, on another board: nothing says how many cycles have passed, the pattern does. */
    @Test
    void aBoardThatIsResetIsFoundAgainByThePattern() {
        TimingRig rig = new TimingRig(90 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        TimingRig.Board board = rig.board(BOARD, 30, 0, 1_000_000);
        rig.play(0, 1_800);
        board.addNs -= 29_123_456_789L;
        rig.play(1_800, 1_900);
        assertThat(rig.problems.count(TimingProblem.CLOCK_JUMP)).isEqualTo(1);
        assertThat(rig.alignment.isAligned(BOARD)).isFalse();
        rig.play(1_900, 5_400);
        assertThat(rig.alignment.isAligned(BOARD)).isTrue();
        assertThat(rig.errorNs(BOARD, 5_399)).isBetween(-16.0, 16.0);
        assertThat(rig.seen()).containsExactly(TimingProblem.CLOCK_JUMP);
    }

    /** Row 13, by less than streams may be late: whole cycles of it show nowhere but in them. */
    @Test
    void aBoardThatJumpsByASecondIsFoundAgainByThePatternToo() {
        TimingRig rig = new TimingRig(90 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        TimingRig.Board board = rig.board(BOARD, 30, 0, 1_000_000);
        rig.play(0, 1_800);
        board.addNs -= 1_234_567_890L;
        rig.play(1_800, 1_900);
        assertThat(rig.problems.count(TimingProblem.CLOCK_JUMP)).isEqualTo(1);
        assertThat(rig.alignment.isAligned(BOARD)).isFalse();
        rig.play(1_900, 5_400);
        assertThat(rig.alignment.isAligned(BOARD)).isTrue();
        assertThat(rig.errorNs(BOARD, 5_399)).isBetween(-16.0, 16.0);
    }

    /** Row 13, on the metronome: unknown until the pulses are found again, never a neighbour's. */
    @Test
    void aMetronomeThatIsResetIsMatchedAgainWithinSeconds() {
        TimingRig rig = new TimingRig(120 * 60);
        TimingRig.Board metronome = rig.board(METRONOME, 20, 0, 1_000_000);
        rig.play(0, 1_800);
        metronome.addNs -= 29_123_456_789L;
        rig.play(1_800, 3_600);
        assertThat(rig.problems.count(TimingProblem.CLOCK_JUMP)).isEqualTo(1);
        assertThat(rig.clock.confidence()).isEqualTo(2);
        assertThat(rig.clock.residualNs()).isBetween(-1_500.0, 1_500.0);
        rig.play(3_600, 7_200);
        rig.clock.end();
        long known = rig.settled.stream().filter(m -> m.chargeCounts() >= 0).count();
        // Only those whose pulses were on the way when the clock was reset.
        assertThat(rig.settled.size() - known).isBetween(1L, 200L);
        long first = rig.settled.get(0).chargeCounts();
        assertThat(first).isZero();
        SettledMark last = rig.settled.get(rig.settled.size() - 100);
        long shift = last.chargeCounts() - TimingRig.charge(last.number());
        long wrong =
                rig.settled.stream()
                        .filter(m -> m.number() > 2_400 && m.chargeCounts() > 0)
                        .filter(m -> m.chargeCounts() - TimingRig.CHARGE != m.number() + shift)
                        .count();
        assertThat(wrong).isZero();
    }

    /** A jump by whole samples, as after a new lock of a PLL: a segment, not an average. */
    @Test
    void aJumpByThreeSamplesBeginsANewSegment() {
        TimingRig rig = rig(60, 0, 20);
        rig.play(0, 1_800);
        TimingRig.Board board = rig.board(BOARD, 20, 2_000_000, 1_000_000);
        rig.play(1_800, 2_725);
        int before = rig.state(BOARD).segment();
        board.addNs += 24;
        rig.play(2_725, 3_600);
        assertThat(rig.seen()).containsExactly(TimingProblem.CLOCK_JUMP);
        assertThat(rig.state(BOARD).segment()).isEqualTo(before + 1);
        assertThat(rig.errorNs(BOARD, 3_599)).isBetween(-10.0, 10.0);
    }

    /** Row 14. */
    @Test
    void boardsStartedAtDifferentTimesAreAlignedByThePatternOfTheirMarks() {
        TimingRig rig = new TimingRig(60 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        rig.board(BOARD, -30, 3_456_789_012L, -1);
        rig.play(0, 600);
        assertThat(rig.alignment.isAligned(BOARD)).isFalse();
        rig.play(600, 3_600);
        assertThat(rig.alignment.isAligned(BOARD)).isTrue();
        assertThat(rig.errorNs(BOARD, 3_599)).isBetween(-16.0, 16.0);
        assertThat(rig.seen()).isEmpty();
    }

    /** Row 14: marks without any wander fit everywhere. */
    @Test
    void aBoardWhosePlaceIsAmbiguousIsRefused() {
        long[] even = new long[3_600];
        for (int i = 0; i < even.length; i++) {
            even[i] = TimingRig.START + i * 16_666_664L;
        }
        TimingRig rig = new TimingRig(BeamSignal.T39, even);
        rig.board(METRONOME, 0, 0, 1_000_000);
        rig.board(BOARD, 0, 500_000_000, -1);
        rig.play(0, 3_600);
        assertThat(rig.alignment.isAligned(BOARD)).isFalse();
        assertThat(rig.seen()).contains(TimingProblem.START_AMBIGUOUS);
    }

    /** Row 20: told, and nothing else changes. */
    @Test
    void aStepOfTheHostsClockIsToldAndIgnored() {
        TimingRig rig = new TimingRig(60 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        for (int i = 0; i < 3_600; i++) {
            rig.mark(METRONOME, rig.cycles[i]);
            if (i % 60 == 59) {
                rig.clock.onTick(rig.cycles[i] + (i > 1_800 ? 1_000_000_000L : 0));
            }
            rig.pulse(i);
        }
        assertThat(rig.seen()).containsExactly(TimingProblem.HOST_TIME);
        assertThat(rig.problems.count(TimingProblem.HOST_TIME)).isEqualTo(1);
        assertThat(rig.clock.inserted()).isZero();
        assertThat(rig.wrongCharges()).isZero();
    }

    /** Row 21. */
    @Test
    void aThresholdThatMakesABoardsMarksWalkIsToldAsJitter() {
        Random random = new Random(21);
        TimingRig rig = new TimingRig(60 * 60);
        rig.board(METRONOME, 0, 0, 1_000_000);
        TimingRig.Board board = new TimingRig.Board(10, 0, 8);
        rig.alignment.onInfo(BOARD, TimingRig.info(1_000_000, 48));
        for (int i = 0; i < 3_600; i++) {
            rig.mark(METRONOME, rig.cycles[i] / 8 * 8);
            long walk = i < 1_800 ? 0 : Math.round(40 * random.nextGaussian());
            rig.mark(BOARD, board.at(rig.cycles[i] + walk));
            if (i == 1_799) {
                assertThat(rig.problems.count(TimingProblem.MARK_JITTER)).isZero();
            }
        }
        assertThat(rig.problems.count(TimingProblem.MARK_JITTER)).isPositive();
    }
}
