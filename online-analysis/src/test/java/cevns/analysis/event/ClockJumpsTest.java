package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which steps of a clock are jumps. */
class ClockJumpsTest {

    private static final long S = 1_000_000_000L;
    private static final long START = 1_795_168_800 * S;
    private static final long CYCLE = 16_669_000;

    private final ClockJumps jumps = new ClockJumps();

    /** A clock of 8 ns in 31 bits, at {@code START} on both. */
    ClockJumpsTest() {
        jumps.turn(8, 31);
        assertThat(jumps.accepts(START, START)).isTrue();
    }

    @Test
    void refusesAStepThatTheOtherClockHasNotMadeUntilItIsSure() {
        for (int i = 1; i <= ClockJumps.SURE; i++) {
            assertThat(jumps.isSure()).isFalse();
            assertThat(jumps.accepts(START + 5 * S + i * CYCLE, START + i * CYCLE)).isFalse();
        }
        assertThat(jumps.isSure()).isTrue();
    }

    @Test
    void isNotSureOfAStepThatTheOtherClockMayHaveMadeToo() {
        for (int i = 1; i <= 3 * ClockJumps.SURE; i++) {
            assertThat(jumps.accepts(START + 8 * S + i * CYCLE, START)).isFalse();
            assertThat(jumps.isSure()).isFalse();
        }
        long next = START + 8 * S + 16 * CYCLE;
        assertThat(jumps.accepts(next, START + 8 * S)).as("both were silent").isTrue();
    }

    @Test
    void isSureOfAStepBackwardsThoughTheOtherClockStandsStill() {
        for (int i = 1; i <= ClockJumps.SURE; i++) {
            assertThat(jumps.accepts(START - 20 * S + i * CYCLE, START)).isFalse();
        }
        assertThat(jumps.isSure()).isTrue();
    }

    @Test
    void takesAStepForNoneThatAHoleOfTheSourceExplains() {
        jumps.hole(5 * S);
        assertThat(jumps.accepts(START + 5 * S + CYCLE, START)).isTrue();
        assertThat(jumps.accepts(START + 10 * S, START)).as("the hole is used up").isFalse();
    }

    @Test
    void takesNoStepForAHoleThatIsLongerThanIt() {
        jumps.hole(2 * S);
        assertThat(jumps.accepts(START + 5 * S, START)).isFalse();
        assertThat(jumps.accepts(START - 2 * S, START)).as("backwards").isFalse();
    }

    @Test
    void seesATurnThatWentByUnseenInsideAHole() {
        long turn = 8L << 31;
        jumps.hole(3 * S);
        for (int i = 0; i < ClockJumps.SURE; i++) {
            long since = 3 * S + i * CYCLE;
            assertThat(jumps.accepts(START + since, START + since + turn)).isFalse();
        }
        assertThat(jumps.isSure()).isTrue();
        assertThat(jumps.turnsNs()).isEqualTo(-turn);
    }
}
