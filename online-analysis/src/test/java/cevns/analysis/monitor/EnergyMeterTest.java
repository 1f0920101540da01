package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordHandler;
import org.junit.jupiter.api.Test;

/**
 * The closure test of beam-trigger-modes.md §7: 1.4 MW at 1 GeV are 23.333 kJ a pulse, 60 Hz of
 * them 0.38889 kWh a second.
 */
class EnergyMeterTest {

    private static final long START = 1_795_168_800_000_000_000L;
    private static final long PERIOD = 16_666_667;
    private static final int CHARGE = 2_333_333;

    /** Time of a turn at 1 GeV (sns-beam-timing.md §2). */
    private static final int RING_PS = 945_388;

    private static final double KWH_PER_S = 1.4e6 / 3.6e6;

    private final EnergyMeter meter = new EnergyMeter("facility/energy");
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();

    private void pulses(int from, int to) {
        for (int i = from; i < to; i++) {
            pulse(i, CHARGE, RING_PS);
        }
    }

    private void pulse(int i, int charge, int ringPs) {
        long timeNs = START + i * PERIOD;
        int length = encoder.beamPulse(timeNs, 0, 0, i % 600, 1, charge, ringPs, 4, 0);
        encoder.seal(length, 1, i);
        dispatcher.dispatch(
                encoder.buffer(),
                length,
                i,
                new RecordHandler() {
                    @Override
                    public void onBeamPulse(BeamPulseView view) {
                        meter.on(view);
                    }
                });
    }

    private void reading(int i, double kwh) {
        reading(i, kwh, "kWh", "good");
    }

    private void reading(int i, double value, String unit, String quality) {
        meter.on(
                new Snapshot.Reading(
                        "facility", "energy", unit, value, quality, START + i * PERIOD),
                PERIOD);
    }

    private EnergyBalance balance() {
        return meter.balance(PERIOD);
    }

    @Test
    void closesWhereTheCounterGoesOnByTheEnergyOfThePulses() {
        for (int minute = 0; minute < 5; minute++) {
            reading(minute * 3_600, 1e6 + 60 * KWH_PER_S * minute);
            pulses(minute * 3_600, (minute + 1) * 3_600);
        }
        EnergyBalance balance = balance();
        assertThat(balance.stretches()).isEqualTo(4);
        assertThat(balance.leftOut()).isZero();
        assertThat(balance.countedKwh()).isCloseTo(240 * KWH_PER_S, within(1e-6));
        assertThat(balance.pulsesKwh()).isCloseTo(240 * KWH_PER_S, within(0.01));
        assertThat(balance.closes()).isTrue();
        assertThat(balance.counterBeginKwh()).isEqualTo(1e6);
        assertThat(balance.counterEndKwh()).isCloseTo(1e6 + 240 * KWH_PER_S, within(1e-6));
        assertThat(balance.counterBeginNs()).isEqualTo(START);
        assertThat(balance.meanRingPeriodPs()).isCloseTo(RING_PS, within(1e-3));
    }

    @Test
    void doesNotCloseWhereTheyDifferByThreePercent() {
        reading(0, 0);
        pulses(0, 3_600);
        reading(3_600, 1.03 * 60 * KWH_PER_S);
        assertThat(balance().ratio()).isCloseTo(1 / 1.03, within(1e-4));
        assertThat(balance().closes()).isFalse();
    }

    @Test
    void leavesOutAStretchInWhichTheStreamWasStaleUntilItsPulsesCome() {
        reading(0, 0);
        pulses(0, 1_000);
        pulses(2_000, 3_600);
        reading(3_600, 60 * KWH_PER_S);
        pulses(3_600, 7_200);
        reading(7_200, 120 * KWH_PER_S);
        assertThat(balance().stretches()).isEqualTo(1);
        assertThat(balance().leftOut()).isEqualTo(1);
        assertThat(balance().closes()).isTrue();
        pulses(1_000, 2_000);
        assertThat(balance().stretches()).isEqualTo(2);
        assertThat(balance().pulsesKwh()).isCloseTo(120 * KWH_PER_S, within(0.01));
    }

    @Test
    void leavesOutAStretchWithAnUnknownCharge() {
        reading(0, 0);
        pulses(0, 3_599);
        pulse(3_599, BeamPulseView.UNKNOWN_CHARGE, RING_PS);
        reading(3_600, 60 * KWH_PER_S);
        assertThat(balance().stretches()).isZero();
        assertThat(balance().leftOut()).isEqualTo(1);
        assertThat(balance().ratio()).isNaN();
        assertThat(balance().closes()).isTrue();
    }

    @Test
    void dividesThePulsesAtTheTimeOfAReadingThatComesLate() {
        reading(0, 0);
        pulses(0, 3_900);
        reading(3_600, 60 * KWH_PER_S);
        pulses(3_900, 7_200);
        reading(7_200, 120 * KWH_PER_S);
        assertThat(balance().stretches()).isEqualTo(2);
        assertThat(balance().ratio()).isCloseTo(1, within(1e-4));
    }

    @Test
    void takesNoReadingOfAnotherUnitNoInvalidOneAndNoneThatStandsStill() {
        reading(0, 0);
        pulses(0, 3_600);
        reading(900, 1, "MW", "good");
        reading(1_200, 1, "kWh", "invalid");
        reading(1_800, 0);
        reading(3_600, 60e-3 * KWH_PER_S, "MWh", "good");
        assertThat(balance().stretches()).isEqualTo(1);
        assertThat(balance().ratio()).isCloseTo(1, within(1e-4));
    }

    @Test
    void beginsAnewWithACounterThatDoes() {
        reading(0, 500);
        pulses(0, 3_600);
        reading(3_600, 0);
        pulses(3_600, 7_200);
        reading(7_200, 60 * KWH_PER_S);
        assertThat(balance().stretches()).isEqualTo(1);
        assertThat(balance().ratio()).isCloseTo(1, within(1e-4));
    }

    @Test
    void weighsTheRingPeriodWithTheEnergy() {
        pulse(0, 0, RING_PS + 1_000);
        pulse(1, 3 * CHARGE, RING_PS);
        pulse(2, CHARGE, RING_PS);
        assertThat(balance().meanRingPeriodPs()).isEqualTo(RING_PS);
        assertThat(new EnergyMeter("").balance(0)).isEqualTo(EnergyBalance.NONE);
    }
}
