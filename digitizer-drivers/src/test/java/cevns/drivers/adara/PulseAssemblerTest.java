package cevns.drivers.adara;

import static cevns.drivers.adara.ChargeAssociation.RAW_LAGGED;
import static cevns.drivers.adara.ChargeAssociation.STREAM_CORRECTED;
import static cevns.drivers.adara.TestPulses.CHARGE;
import static cevns.drivers.adara.TestPulses.NORMAL;
import static cevns.drivers.adara.TestPulses.NO_BEAM;
import static cevns.drivers.adara.TestPulses.START_NS;
import static cevns.drivers.adara.TestPulses.corrected;
import static cevns.drivers.adara.TestPulses.header;
import static cevns.drivers.adara.TestPulses.id;
import static cevns.drivers.adara.TestPulses.normal;
import static cevns.drivers.adara.TestPulses.raw;
import static cevns.drivers.adara.TestPulses.rtdl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
import cevns.drivers.CapturedRecords.Pulse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pulse is made of, rule by rule of adara.md §5. */
class PulseAssemblerTest {

    private static final int UNCORRECTED =
            BeamPulseView.CHARGE_UNCORRECTED | BeamPulseView.VETO_UNCORRECTED;

    private final CapturedRecords records = new CapturedRecords();
    private PulseAssembler assembler = assembler(STREAM_CORRECTED);

    @Test
    void givesTheOnlyPulseAtTheEnd() {
        assembler.on(normal(7));
        assertThat(records.pulses).isEmpty();
        assembler.finish(START_NS);
        long timeNs = START_NS + 7 * 16_667_000L;
        assertThat(records.pulses)
                .containsExactly(
                        new Pulse(
                                timeNs,
                                timeNs / 1_000_000_000 - 631_152_000,
                                timeNs % 1_000_000_000,
                                7,
                                1,
                                CHARGE + 7,
                                945_388,
                                NORMAL,
                                0));
        assertThat(records.losses).isEmpty();
    }

    @Test
    void tellsAPulseAsSoonAsItsEventsHaveCome() {
        assembler.on(normal(7));
        assembler.on(header(id(7), 7, 0, 0x200));
        assertThat(records.pulses).extracting(Pulse::charge).containsExactly(CHARGE + 7);
        assembler.on(header(id(7), 7, 0, 0x200));
        assembler.finish(START_NS);
        assertThat(records.pulses).hasSize(1);
    }

    @Test
    void tellsTheLastPulseBeforeASilence() {
        assembler.on(normal(7));
        assembler.stalled();
        assembler.on(normal(8));
        assertThat(records.pulses).extracting(Pulse::charge).containsExactly(CHARGE + 7);
    }

    @Test
    void marksWhatTheServiceCouldNotCorrect() {
        assembler.on(normal(1));
        assembler.on(header(id(1), 1, CHARGE, 0x040));
        assembler.on(normal(2));
        assembler.on(header(id(2), 2, CHARGE, 0x080));
        assembler.on(normal(3));
        assembler.on(header(id(3), 3, CHARGE, 0x0C0));
        assertThat(records.pulses)
                .extracting(Pulse::quality)
                .containsExactly(
                        BeamPulseView.CHARGE_UNCORRECTED,
                        BeamPulseView.VETO_UNCORRECTED,
                        UNCORRECTED);
    }

    @Test
    void shiftsARawFeedByOnePulseAlsoAcrossTheEmptyCycle() {
        assembler = assembler(RAW_LAGGED);
        for (long pulse = 590; pulse <= 1210; pulse++) {
            assembler.on(raw(pulse));
        }
        assembler.finish(START_NS);
        assertThat(records.pulses).hasSize(621);
        for (Pulse pulse : records.pulses.subList(0, 620)) {
            long number = 590 + records.pulses.indexOf(pulse);
            assertThat(pulse.charge()).isEqualTo(corrected(number).charge());
            assertThat(pulse.veto()).isEqualTo(corrected(number).veto());
            assertThat(pulse.flavor()).isEqualTo(number % 600 == 0 ? 0 : 1);
            assertThat(pulse.quality()).isZero();
        }
        assertThat(records.pulses.get(620).charge()).isEqualTo(BeamPulseView.UNKNOWN_CHARGE);
        assertThat(records.pulses.get(620).quality()).isEqualTo(UNCORRECTED);
    }

    @Test
    void shiftsTheWorkedExample() {
        assembler = assembler(RAW_LAGGED);
        AdaraDecoder decoder =
                new AdaraDecoder(4096, packet -> assembler.on((AdaraPacket.Rtdl) packet));
        decoder.feed(java.nio.ByteBuffer.wrap(Hex.RTDL_0));
        decoder.feed(java.nio.ByteBuffer.wrap(Hex.RTDL_1));
        Pulse empty = records.pulses.get(0);
        assertThat(empty.cycle()).isZero();
        assertThat(empty.charge()).isZero();
        assertThat(empty.veto()).isEqualTo(NO_BEAM);
    }

    @Test
    void doesNotShiftAcrossAGapOfTwoPeriods() {
        assembler = assembler(RAW_LAGGED);
        assembler.on(raw(10));
        assembler.on(raw(12));
        assertThat(records.pulses.get(0).charge()).isEqualTo(BeamPulseView.UNKNOWN_CHARGE);
        assertThat(records.pulses.get(0).quality()).isEqualTo(UNCORRECTED);
    }

    @Test
    void shiftsBetween77And123PercentOfThePeriodOnly() {
        assertThat(PulseAssembler.areNeighbours(0, 12_833_333)).isFalse();
        assertThat(PulseAssembler.areNeighbours(0, 12_833_334)).isTrue();
        assertThat(PulseAssembler.areNeighbours(0, 20_499_999)).isTrue();
        assertThat(PulseAssembler.areNeighbours(0, 20_500_000)).isFalse();
        assertThat(PulseAssembler.areNeighbours(16_667_000, 0)).isFalse();
        assertThat(PulseAssembler.areNeighbours(0, Long.MAX_VALUE / 7)).isFalse();
    }

    @Test
    void keepsTheFirstOfARepeatedIdAndRefusesTheOthers() {
        assembler.on(normal(1));
        assembler.on(rtdl(1, 1, 5, NORMAL));
        assembler.on(normal(2));
        assembler.on(rtdl(1, 1, 5, NORMAL));
        assembler.finish(START_NS);
        assertThat(records.pulses)
                .extracting(Pulse::charge)
                .containsExactly(CHARGE + 1, CHARGE + 2);
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isEqualTo(2);
        assertThat(records.counters().unitsRead).isEqualTo(2);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void keepsAPulseIdThatGoesBackAndFlagsIt() {
        assembler.on(normal(100));
        assembler.on(normal(101));
        assembler.on(normal(95));
        assembler.on(normal(102));
        assembler.finish(START_NS);
        assertThat(records.pulses)
                .extracting(Pulse::quality)
                .containsExactly(0, 0, BeamPulseView.TIME_BACKWARDS | BeamPulseView.CYCLE_JUMP, 0);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void losesNothingWhenTheClockStepsWhileTheCyclesGoOn() {
        assembler.on(normal(100));
        assembler.on(rtdl(EpicsTime.ofUnixNs(id(101).unixNs() + 1_000_000_000), 101, 1, 1, 4, 1));
        assembler.on(normal(102));
        assembler.on(normal(103));
        assembler.finish(START_NS);
        assertThat(records.pulses)
                .extracting(Pulse::quality)
                .containsExactly(0, 0, BeamPulseView.TIME_BACKWARDS, 0);
        assertThat(records.losses).isEmpty();
        assertThat(assembler.resumeAfter()).isEqualTo(id(103));
    }

    @Test
    void dropsTimesThatCannotBe() {
        long now = START_NS;
        assembler.on(normal(1));
        EpicsTime first = new EpicsTime(512_715_599, 999_999_999);
        EpicsTime future = EpicsTime.ofUnixNs(now + 7 * 86_400_000_000_000L + 1);
        for (EpicsTime time : List.of(new EpicsTime(0, 0), first, future)) {
            assembler.on(rtdl(time, 2, 1, 1, 4, 1));
        }
        assembler.on(normal(2));
        assembler.finish(START_NS);
        assertThat(records.pulses).hasSize(2);
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(3);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void countsThePulsesThatTheCycleCounterMisses() {
        assembler.on(normal(598));
        assembler.on(normal(603));
        assembler.finish(START_NS);
        assertThat(records.losses)
                .containsExactly(new Loss(LossCause.GAP, 4, id(598).unixNs(), id(603).unixNs()));
        assertThat(records.pulses.get(1).quality()).isEqualTo(BeamPulseView.CYCLE_JUMP);
        assertThat(records.counters().unitsRead).isEqualTo(6);
    }

    @Test
    void countsRoundsOfTheCycleCounterByTheTime() {
        assembler.on(normal(10));
        assembler.on(normal(10 + 1201));
        assembler.on(normal(10 + 1201 + 600));
        assembler.finish(START_NS);
        assertThat(records.losses).extracting(Loss::units).containsExactly(1200L, 599L);
    }

    @Test
    void doesNotGuessTheSizeOfAHoleOfMoreThanAnHour() {
        assembler.on(normal(10));
        assembler.on(normal(10 + 220_000));
        assembler.finish(START_NS);
        assertThat(records.losses).extracting(Loss::units).containsExactly(LossView.UNKNOWN_UNITS);
    }

    @Test
    void doesNotGuessTheSizeOfAHoleInWhichTheCyclesBeganAnew() {
        assembler.on(normal(10));
        assembler.hole(LossCause.LINK);
        // 5.88 s later, 352 pulses are missing; the counter of the service says 475.
        assembler.on(rtdl(363, 486, CHARGE, NORMAL));
        assembler.on(rtdl(364, 487, CHARGE, NORMAL));
        assembler.finish(START_NS);
        assertThat(records.losses)
                .containsExactly(
                        new Loss(
                                LossCause.LINK,
                                LossView.UNKNOWN_UNITS,
                                id(10).unixNs(),
                                id(363).unixNs()));
        assertThat(records.pulses)
                .extracting(Pulse::quality)
                .containsExactly(0, BeamPulseView.CYCLE_JUMP, 0);
        assertThat(records.counters().unitsRead).isEqualTo(3);
    }

    @Test
    void doesNotTakeACounterThatBeganAnewAtTheSameCycleForNoHole() {
        assembler.on(normal(10));
        assembler.on(rtdl(260, 10, CHARGE, NORMAL));
        assembler.finish(START_NS);
        assertThat(records.losses).extracting(Loss::units).containsExactly(LossView.UNKNOWN_UNITS);
    }

    @Test
    void countsAHoleWhileTheLineWandersByATenthOfAHertz() {
        assembler.on(normal(10));
        // 9000 pulses at 59.9 Hz take 9015 periods of 60 Hz.
        EpicsTime late = EpicsTime.ofUnixNs(id(10).unixNs() + 150_250_417_000L);
        assembler.on(rtdl(late, 10, 1, CHARGE, NORMAL, 1));
        assembler.finish(START_NS);
        assertThat(records.losses).extracting(Loss::units).containsExactly(8999L);
    }

    @Test
    void countsAMissingPulseAsCorruptWhenItsPacketWasRefused() {
        assembler.on(normal(1));
        assembler.damagedPulse();
        assembler.on(normal(5));
        assembler.finish(START_NS);
        assertThat(records.losses)
                .extracting(Loss::cause, Loss::units)
                .containsExactly(tuple(LossCause.CORRUPT, 1L), tuple(LossCause.GAP, 2L));
    }

    @Test
    void countsARefusedPulseBeforeTheFirstOne() {
        assembler.damagedPulse();
        assembler.on(normal(5));
        assembler.finish(START_NS);
        assertThat(records.losses)
                .extracting(Loss::cause, Loss::units)
                .containsExactly(tuple(LossCause.CORRUPT, 1L));
    }

    @Test
    void tellsOfAPulseWithoutRtdl() {
        assembler.on(normal(1));
        assembler.on(header(id(2), 0xFFFFFFFFL, 0, 0x008));
        assembler.on(header(id(2), 0xFFFFFFFFL, 0, 0x008));
        assembler.on(normal(3));
        assembler.finish(START_NS);
        assertThat(records.pulses).hasSize(3);
        Pulse without = records.pulses.get(1);
        assertThat(without.quality()).isEqualTo(BeamPulseView.RTDL_MISSING);
        assertThat(without.charge()).isEqualTo(BeamPulseView.UNKNOWN_CHARGE);
        assertThat(without.cycle()).isEqualTo(BeamPulseView.UNKNOWN_CYCLE);
        assertThat(records.pulses.get(2).quality()).as("nothing is missing").isZero();
        assertThat(records.losses).isEmpty();
    }

    @Test
    void takesTheChargeOfAPulseWithoutRtdlFromTheNextRawRecord() {
        assembler = assembler(RAW_LAGGED);
        assembler.on(raw(10));
        assembler.on(header(id(11), 11, 0, 0x0C8));
        assembler.on(raw(12));
        assembler.finish(START_NS);
        assertThat(records.pulses)
                .extracting(Pulse::charge)
                .containsExactly(-1, corrected(11).charge(), -1);
    }

    @Test
    void takesARingPeriodThatNoProtonKeepsForUnknown() {
        assembler.on(rtdl(id(1), 1, 1, CHARGE, NORMAL, 0));
        assembler.on(rtdl(id(2), 2, 1, CHARGE, NORMAL, 800_000));
        assembler.finish(START_NS);
        assertThat(records.pulses).extracting(Pulse::ringPeriodPs).containsExactly(0, 0);
    }

    @Test
    void raisesAnAlarmWhenACorrectedStreamIsRaw() {
        for (long pulse = 590; pulse <= 602; pulse++) {
            assembler.on(raw(pulse));
        }
        assertThat(assembler.alarm())
                .isEqualTo(
                        "charge_association is stream_corrected, but the empty cycle shows at"
                                + " cycle 1, as in raw_lagged");
        assembler.on(raw(603));
        assertThat(records.pulses.get(records.pulses.size() - 1).quality()).isEqualTo(UNCORRECTED);
        for (long pulse = 1195; pulse <= 1203; pulse++) {
            assembler.on(corrected(pulse));
        }
        assertThat(assembler.alarm()).as("put right").isEmpty();
    }

    @Test
    void raisesAnAlarmWhenARawFeedIsCorrectedAlready() {
        assembler = assembler(RAW_LAGGED);
        for (long pulse = 590; pulse <= 602; pulse++) {
            assembler.on(corrected(pulse));
        }
        assertThat(assembler.alarm()).contains("cycle 0, as in stream_corrected");
    }

    @Test
    void keepsStillWhileTheBeamIsOffAndTheCheckCannotTell() {
        for (long pulse = 590; pulse <= 602; pulse++) {
            assembler.on(rtdl(pulse, (int) (pulse % 600), 0, NO_BEAM));
        }
        assertThat(assembler.alarm()).isEmpty();
    }

    @Test
    void takesOverTheHistoryOfAReconnectWithoutRepeatingOrLosing() {
        assembler.on(normal(1));
        assembler.on(normal(2));
        assembler.hole(LossCause.LINK);
        assembler.catchUp(id(2).seconds() - 1);
        assembler.on(rtdl(EpicsTime.ofUnixNs(START_NS - 200_000_000_000L), 3, 1, 1, 4, 1));
        for (long pulse = 1; pulse <= 6; pulse++) {
            assembler.on(normal(pulse));
            assembler.on(header(id(pulse), pulse, 0, 0));
        }
        assertThat(records.pulses)
                .extracting(Pulse::charge)
                .containsExactly(
                        CHARGE + 1, CHARGE + 2, CHARGE + 3, CHARGE + 4, CHARGE + 5, CHARGE + 6);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
    }

    @Test
    void recordsWhatALostLinkHasCost() {
        assembler.on(normal(1));
        assembler.hole(LossCause.LINK);
        assembler.catchUp(id(1).seconds() - 1);
        assembler.on(normal(31));
        assertThat(records.losses)
                .containsExactly(new Loss(LossCause.LINK, 29, id(1).unixNs(), id(31).unixNs()));
    }

    @Test
    void recordsAHoleOfUnknownSizeWhenTheLinkIsStillLostAtTheEnd() {
        assembler.on(normal(1));
        assembler.hole(LossCause.LINK);
        assembler.finish(id(100).unixNs());
        assertThat(records.losses)
                .containsExactly(new Loss(LossCause.LINK, -1, id(1).unixNs(), id(100).unixNs()));
        assertThat(records.pulses).hasSize(1);
    }

    private PulseAssembler assembler(ChargeAssociation association) {
        return new PulseAssembler(association, records, () -> START_NS, Long.MAX_VALUE);
    }
}
