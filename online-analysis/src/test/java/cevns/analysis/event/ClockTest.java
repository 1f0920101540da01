package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.RunMode;
import org.junit.jupiter.api.Test;

/** Which times are believed. */
class ClockTest {

    private static final long START = 1_795_168_800_000_000_000L;
    private static final long DAY = 86_400_000_000_000L;

    @Test
    void refusesOneTimeFarFromTheRun() {
        ClockCheck check = new ClockCheck(RunMode.LIVE, START);
        assertThat(check.accepts(1, START + 5)).isTrue();
        assertThat(check.accepts(1, START + DAY)).isFalse();
        assertThat(check.accepts(1, START + 10)).isTrue();
        assertThat(check.accepts(1, Long.MIN_VALUE)).isFalse();
        assertThat(check.accepts(1, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void believesASourceWhoseClockIsSimplyAnotherOne() {
        ClockCheck check = new ClockCheck(RunMode.SIMULATED, START);
        long year2015 = START - 4000 * DAY;
        assertThat(check.accepts(2, year2015)).isFalse();
        assertThat(check.accepts(2, year2015 + 16_000_000)).isTrue();
        assertThat(check.accepts(2, year2015 + 33_000_000)).isTrue();
    }

    @Test
    void followsTheTicksOfALongRun() {
        ClockCheck check = new ClockCheck(RunMode.LIVE, START);
        check.onTick(START + DAY);
        assertThat(check.accepts(1, START + DAY)).isTrue();
    }

    @Test
    void takesTheTimesOfAFileAsTheyAre() {
        ClockCheck check = new ClockCheck(RunMode.IMPORT, START);
        assertThat(check.accepts(1, 0)).isTrue();
        assertThat(check.accepts(1, 40 * DAY)).isTrue();
    }
}
