package cevns.drivers.epics;

import static cevns.daq.record.BeamPulseView.AVERAGE_CHARGE;
import static cevns.daq.record.BeamPulseView.CYCLE_JUMP;
import static cevns.daq.record.BeamPulseView.INTERPOLATED_CHARGE;
import static cevns.daq.record.BeamPulseView.RTDL_MISSING;
import static cevns.daq.record.BeamPulseView.TIME_BACKWARDS;
import static cevns.daq.record.BeamPulseView.UNKNOWN_CHARGE;
import static cevns.daq.record.BeamPulseView.UNKNOWN_CYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.drivers.CapturedRecords;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseChargesTest {

    /** 2027-01-15 08:00:00 UTC. */
    private static final long T = 1_800_000_000L;

    private final CapturedRecords records = new CapturedRecords();

    @Test
    void makesAPulseOfEachValue() {
        // 1.4 MW at 60 Hz and 1 GeV: 23.33 µC, 2,333,333 counts of 10 pC.
        charges(EpicsVariable.Charge.MEASURED, "uC").take(at(-23.33333, 0, T, 16_000_000));
        assertThat(records.pulses)
                .containsExactly(
                        new CapturedRecords.Pulse(
                                1_800_000_000_016_000_000L,
                                1_168_848_000L, // since 1990-01-01
                                16_000_000,
                                UNKNOWN_CYCLE,
                                0,
                                2_333_333,
                                0,
                                0,
                                RTDL_MISSING));
    }

    @Test
    void saysThatAChargeIsAMeanOrInterpolated() {
        charges(EpicsVariable.Charge.AVERAGE, "C").take(at(2e-5, 0, T, 0));
        charges(EpicsVariable.Charge.INTERPOLATED, "C").take(at(2e-5, 0, T, 0));
        assertThat(records.pulses.get(0).quality()).isEqualTo(RTDL_MISSING | AVERAGE_CHARGE);
        assertThat(records.pulses.get(1).quality()).isEqualTo(RTDL_MISSING | INTERPOLATED_CHARGE);
    }

    @ParameterizedTest
    @CsvSource({"C,1", "mC,1e3", "uC,1e6", "\u00b5C,1e6", "\u03bcC,1e6", "nC,1e9", "pC,1e12"})
    void understandsTheUnitsOfCharge(String unit, double inOneCoulomb) {
        charges(EpicsVariable.Charge.MEASURED, unit).take(at(2e-5 * inOneCoulomb, 0, T, 0));
        assertThat(records.pulses.get(0).charge()).isEqualTo(2_000_000);
    }

    @Test
    void leavesTheChargeUnknownRatherThanGuessIt() {
        charges(EpicsVariable.Charge.MEASURED, "").take(at(2e-5, 0, T, 0));
        charges(EpicsVariable.Charge.MEASURED, "protons").take(at(2e-5, 0, T, 0));
        charges(EpicsVariable.Charge.MEASURED, "C").take(at(2e-5, 3, T, 0));
        charges(EpicsVariable.Charge.MEASURED, "C").take(at(Double.NaN, 0, T, 0));
        charges(EpicsVariable.Charge.MEASURED, "C").take(at(1, 0, T, 0)); // no machine has that
        assertThat(records.pulses).hasSize(5);
        assertThat(records.pulses).allMatch(pulse -> pulse.charge() == UNKNOWN_CHARGE);
    }

    @Test
    void marksACycleThatIsMissingAndATimeThatGoesBack() {
        PulseCharges charges = charges(EpicsVariable.Charge.MEASURED, "C");
        charges.take(at(2e-5, 0, T, 0));
        charges.take(at(2e-5, 0, T, 16_667_000));
        charges.take(at(2e-5, 0, T, 50_000_000));
        charges.take(at(2e-5, 0, T, 33_333_000));
        assertThat(records.pulses)
                .extracting(CapturedRecords.Pulse::quality)
                .containsExactly(
                        RTDL_MISSING,
                        RTDL_MISSING,
                        RTDL_MISSING | CYCLE_JUMP,
                        RTDL_MISSING | TIME_BACKWARDS);
    }

    @Test
    void takesTheSamePulseOnce() {
        PulseCharges charges = charges(EpicsVariable.Charge.MEASURED, "C");
        charges.take(at(2e-5, 0, T, 0));
        charges.take(at(2e-5, 1, T, 0));
        assertThat(records.pulses).hasSize(1);
    }

    @Test
    void refusesAValueWithoutTime() {
        PulseCharges charges = charges(EpicsVariable.Charge.MEASURED, "C");
        charges.take(at(2e-5, 0, PvValue.EPOCH_1990, 0));
        charges.take(at(2e-5, 0, T, -1));
        charges.take(at(2e-5, 0, Long.MAX_VALUE, 0));
        assertThat(records.pulses).isEmpty();
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(3);
    }

    @Property(tries = 200)
    void comesBackToWithinHalfACount(@ForAll @IntRange(min = 0, max = 5_000_000) int counts) {
        CapturedRecords kept = new CapturedRecords();
        new PulseCharges(kept, EpicsVariable.Charge.MEASURED, "nC")
                .take(at(counts * 0.01, 0, T, 0));
        assertThat(kept.pulses.get(0).charge()).isEqualTo(counts);
    }

    private PulseCharges charges(EpicsVariable.Charge charge, String unit) {
        return new PulseCharges(records, charge, unit);
    }

    private static PvValue at(double value, int severity, long seconds, int nanoseconds) {
        return new PvValue(value, severity, seconds, nanoseconds);
    }
}
