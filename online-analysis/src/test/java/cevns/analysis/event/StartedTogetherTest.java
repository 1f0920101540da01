package cevns.analysis.event;

import static cevns.analysis.event.TimingRig.BOARD;
import static cevns.analysis.event.TimingRig.METRONOME;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boards that one signal has started, at a time that nobody knows to a cycle. */
class StartedTogetherTest {

    private static final long UNCERTAIN_NS = 60_000_000;
    private static final long RUN_DELAY_NS = 480;

    private final TimingRig rig = new TimingRig(1_800);
    private TimingRig.Board metronome;
    private TimingRig.Board board;

    @BeforeEach
    void boards() {
        metronome = rig.board(METRONOME, 0, 0, UNCERTAIN_NS);
        board = rig.board(BOARD, 0, RUN_DELAY_NS, UNCERTAIN_NS);
    }

    private void started(int source, String group) {
        rig.alignment.onInfo(source, TimingRig.info(UNCERTAIN_NS, 48, group));
    }

    private boolean isAligned() {
        return rig.alignment.isAligned(BOARD);
    }

    @Test
    void areAlignedWithTheFirstMarkAndThenToTheTick() {
        started(METRONOME, "board-1/1");
        started(BOARD, "board-1/1");
        rig.play(0, 1);
        assertThat(isAligned()).isTrue();
        assertThat(rig.errorNs(BOARD, 0)).isBetween(-16.0, RUN_DELAY_NS + 16.0);
        rig.play(1, 10);
        assertThat(rig.errorNs(BOARD, 9)).isBetween(-24.0, 24.0);
        rig.play(10, 700);
        assertThat(rig.errorNs(BOARD, 699)).isBetween(-16.0, 16.0);
        assertThat(rig.seen()).isEmpty();
    }

    @Test
    void mayBeToldOfInAnyOrder() {
        started(BOARD, "board-1/1");
        rig.mark(BOARD, board.at(rig.cycles[0]));
        assertThat(isAligned()).isFalse();
        started(METRONOME, "board-1/1");
        assertThat(isAligned()).isTrue();
        rig.mark(METRONOME, metronome.at(rig.cycles[0]));
        rig.play(1, 100);
        assertThat(isAligned()).isTrue();
        assertThat(rig.errorNs(BOARD, 99)).isBetween(-16.0, 16.0);
    }

    @Test
    void areNotWhenOneHasBeenStartedAgainWithoutTheOther() {
        started(METRONOME, "board-1/1");
        started(BOARD, "board-1/1");
        rig.play(0, 20);
        started(BOARD, "");
        board.addNs += 50_000_000;
        rig.play(20, 40);
        assertThat(isAligned()).isFalse();
        rig.play(40, 1_500);
        assertThat(isAligned()).as("by the pattern").isTrue();
        assertThat(rig.errorNs(BOARD, 1_499)).isBetween(-16.0, 16.0);
    }

    @Test
    void areNotWhenTheirStartsWereTwo() {
        started(METRONOME, "board-1/2");
        started(BOARD, "board-1/1");
        rig.play(0, 20);
        assertThat(isAligned()).isFalse();
        started(METRONOME, "");
        started(BOARD, "");
        rig.play(20, 40);
        assertThat(isAligned()).as("no group").isFalse();
    }
}
