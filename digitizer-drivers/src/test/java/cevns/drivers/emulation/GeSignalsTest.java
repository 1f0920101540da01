package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class GeSignalsTest {

    private static final String QUIET =
            "preamplifier { white_rms_adc = 0, slow_rms_adc = 0, baseline_adc = 4000,"
                    + " adc_per_kev = 100, decay_us = 80, collection_ns = [400, 401],"
                    + " surface_share = 0 }, detectors = 8, timing_channel = 12,"
                    + " timing_adc = 20000";
    private static final EmulatedBeam BEAM =
            new EmulatedBeam(
                    EmulatedBeamSettings.read(Configs.parse("", "beam")), 1_000_000_000_000L);

    /** One pulse of 10 keV a cycle, 1 ms after the reference. */
    private static final PulseSource ONE =
            (cycle, protons, from, to, into) ->
                    into.accept(new TruePulse(TruePulse.Kind.CALIBRATION, 1e6 + 0.25, 10));

    private static GeSignals signals(String text) {
        return new GeSignals(GeSettings.read(Configs.parse(text, "ge-test")), BEAM, ONE);
    }

    @Test
    void showsTheTimingSignalAtTheTriggerInputAndAtItsChannel() {
        GeSignals signals = signals(QUIET);
        Iterator<EmulatedCycle> cycles = BEAM.cycles();
        char[] trace = new char[400];
        for (int i = 0; i < 100; i++) {
            long timeNs = cycles.next().timeNs();
            assertThat(signals.nextInput()).isEqualTo(EmulatedSignals.TRIGGER_INPUT);
            assertThat(signals.nextNs()).isEqualTo(timeNs);
            signals.advance();
            assertThat(signals.nextInput()).isEqualTo(12);
            signals.fill(12, trace, 400, -800, 8);
            assertThat(trace[99]).isEqualTo((char) 4000);
            assertThat(trace[110]).isEqualTo((char) 24_000);
            assertThat(trace[399]).as("a microsecond later").isEqualTo((char) 4000);
            signals.advance();
            assertThat(signals.nextInput()).isBetween(0, 7);
            assertThat(signals.nextNs()).isEqualTo(timeNs + 1_000_000);
            signals.advance();
        }
    }

    @Test
    void makesAPulseOfACharge() {
        GeSignals signals = signals(QUIET);
        signals.advance();
        signals.advance();
        int detector = signals.nextInput();
        char[] trace = new char[4000];
        signals.fill(detector, trace, 4000, -8000, 8);
        assertThat(trace[1000]).isEqualTo((char) 4000);
        // Half of the charge after 200 ns, all after 400; 1/e of it 80 µs later.
        assertThat((int) trace[1025]).isCloseTo(4500, within(10));
        assertThat((int) trace[1051]).isCloseTo(5000, within(8));
        signals.fill(detector, trace, 4000, 80_200, 8);
        assertThat((int) trace[0]).isCloseTo(4000 + 368, within(2));
        signals.fill((detector + 1) % 8, trace, 4000, -8000, 8);
        assertThat(trace[1051]).as("another detector").isEqualTo((char) 4000);
        signals.fill(15, trace, 4000, -8000, 8);
        assertThat(trace[1051]).as("nothing connected").isEqualTo((char) 4000);
    }

    @Test
    void cutsAtTheLimitsOfTheAdc() {
        GeSignals signals = signals(QUIET.replace("adc_per_kev = 100", "adc_per_kev = 10000"));
        signals.advance();
        signals.advance();
        char[] trace = new char[200];
        signals.fill(signals.nextInput(), trace, 200, 0, 8);
        assertThat(trace[100]).isEqualTo((char) 65_535);
    }

    @Test
    void hasNoiseOfTheWidthsThatAreAskedFor() {
        GeSignals signals =
                signals(
                        QUIET.replace("white_rms_adc = 0", "white_rms_adc = 3")
                                .replace("slow_rms_adc = 0", "slow_rms_adc = 20, slow_us = 4"));
        char[] trace = new char[4096];
        double squares = 0;
        double steps = 0;
        int n = 0;
        for (int i = 0; i < 1000; i++) {
            signals.fill(15, trace, 4096, 0, 8);
            for (int s = 0; s < 4096; s += 64) {
                squares += (trace[s] - 4000.0) * (trace[s] - 4000.0);
                double step = trace[s + 1] - trace[s];
                steps += step * step;
                n++;
            }
        }
        assertThat(Math.sqrt(squares / n)).isCloseTo(20.2, within(1.4));
        // Neighbours share the slow noise but for 2 (1 - e^(-8 ns / 4 us)) of its square.
        assertThat(Math.sqrt(steps / n)).isCloseTo(Math.sqrt(18 + 1.6 + 1.0 / 6), within(0.2));
    }

    @Test
    void isTheSameForTheSameSeed() {
        GeSignals one = signals(QUIET.replace("slow_rms_adc = 0", "slow_rms_adc = 5"));
        GeSignals other = signals(QUIET.replace("slow_rms_adc = 0", "slow_rms_adc = 5"));
        char[] a = new char[500];
        char[] b = new char[500];
        for (int i = 0; i < 50; i++) {
            assertThat(one.nextInput()).isEqualTo(other.nextInput());
            one.fill(3, a, 500, 0, 8);
            other.fill(3, b, 500, 0, 8);
            assertThat(a).isEqualTo(b);
            one.advance();
            other.advance();
        }
    }
}
