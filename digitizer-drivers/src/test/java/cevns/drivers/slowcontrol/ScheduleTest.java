package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.drivers.CapturedRecords;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** When polls are due, and what becomes of those that were not made. */
class ScheduleTest {

    private static final long S = 1_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final Holes holes = new Holes(records);

    @Test
    void countsThePollsThatCouldNotBeMade() {
        Schedule schedule = new Schedule(2 * S, 100 * S);
        assertThat(schedule.missed(101 * S)).isZero();
        assertThat(schedule.missed(102 * S)).isEqualTo(1);
        assertThat(schedule.missed(102 * S)).as("counted already").isZero();
        assertThat(schedule.missed(109 * S)).as("due at 104, 106, 108").isEqualTo(3);
        assertThat(schedule.waitNs(109 * S)).isEqualTo(S);
    }

    @Test
    void losesNothingWhenAPollTakesLongerThanItsPeriod() {
        Schedule schedule = new Schedule(S, 0);
        schedule.restart(0);
        schedule.polled(5 * S);
        assertThat(schedule.waitNs(5 * S)).isZero();
        schedule.polled(5 * S + S / 2);
        assertThat(schedule.waitNs(5 * S + S / 2)).isEqualTo(S / 2);
    }

    @Test
    void countsThePollsThatWereDueWhileTheProcessWasSuspended() {
        Schedule schedule = new Schedule(2 * S, 100 * S);
        assertThat(schedule.overslept(102 * S)).isZero();
        assertThat(schedule.overslept(103 * S)).as("late, not missed").isZero();
        assertThat(schedule.overslept(113 * S)).as("102 to 110; 112 is made now").isEqualTo(5);
        assertThat(schedule.waitNs(113 * S)).isEqualTo(-S);
        schedule.polled(113 * S);
        assertThat(schedule.waitNs(113 * S)).isEqualTo(S);
    }

    @Test
    void takesABusyHostForNoSuspendedOne() {
        Schedule schedule = new Schedule(S / 10, 0);
        assertThat(schedule.overslept(S)).as("0.9 s late").isZero();
        assertThat(schedule.overslept(S + S / 10)).isEqualTo(10);
    }

    @Property(tries = 200)
    void missesAsManyPollsHoweverOftenItIsAsked(
            @ForAll @LongRange(min = 1, max = 50) long period,
            @ForAll @LongRange(max = 500) long middle,
            @ForAll @LongRange(max = 500) long more) {
        Schedule once = new Schedule(period, 0);
        Schedule twice = new Schedule(period, 0);
        long inTwo = twice.missed(middle) + twice.missed(middle + more);
        assertThat(inTwo).isEqualTo(once.missed(middle + more));
        assertThat(inTwo).isEqualTo((middle + more) / period);
    }

    @Test
    void makesOneHoleOfWhatIsMissingInARow() {
        holes.add(LossCause.LINK, 4, 10 * S, 11 * S);
        holes.polled();
        holes.add(LossCause.LINK, 4, 15 * S, 16 * S);
        holes.polled();
        assertThat(records.losses).isEmpty();
        holes.polled();
        assertThat(records.losses)
                .containsExactly(new CapturedRecords.Loss(LossCause.LINK, 8, 10 * S, 16 * S));
    }

    @Test
    void keepsCausesApartAndWritesALongHoleInPieces() {
        holes.add(LossCause.LINK, 1, 0, 0);
        holes.add(LossCause.DEVICE, 2, 0, 0);
        holes.add(LossCause.LINK, 1, 30 * S, 60 * S);
        assertThat(records.losses)
                .containsExactly(new CapturedRecords.Loss(LossCause.LINK, 2, 0, 60 * S));
        holes.linkLost();
        holes.close();
        assertThat(records.losses)
                .contains(new CapturedRecords.Loss(LossCause.DEVICE, 2, 0, 0))
                .hasSize(2);
        assertThat(records.counters().lost()).isEqualTo(4);
    }
}
