package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Germanium pulses at 62.5 MS/s: decay 50 µs, rise 10 µs, flat top 2 µs, 0.01 keV a count. */
class HpgePulseFinderTest {

    private static final int WIDTH_PS = 16_000;
    private static final double TAU = 3125;

    private final HpgePulseFinder finder = finder(Polarity.POSITIVE);

    @Test
    void measuresEnergyOnsetAndRiseTime() {
        // The charge comes in evenly within 40 samples from sample 3000 on.
        WaveformView waveform = waveform(ramp(3000, 40, 5000));

        TracePulses found = finder.find(waveform);

        assertThat(found.count()).isEqualTo(1);
        HpgeHit hit = finder.hit(0);
        assertThat(hit.energyKev()).isCloseTo(50, within(0.01));
        // 10 % after 4 samples, 90 % after 36.
        assertThat(hit.onsetNs()).isCloseTo(3004 * 16, within(2.0));
        assertThat(hit.riseTimeNs()).isCloseTo(32 * 16, within(3.0));
        assertThat(hit.baselineAdc()).isEqualTo(1000);
        assertThat(hit.saturated()).isFalse();
        assertThat(hit.badBaseline()).isFalse();
        // The trigger is at sample 3000.
        assertThat(hit.timeNs() - Waveforms.TIME_NS).isBetween(62L, 66L);
    }

    @Test
    void findsTheSameInANegativePulse() {
        int[] down = Arrays.stream(ramp(3000, 40, 5000)).map(y -> 0x3FFF - y).toArray();
        HpgePulseFinder negative = finder(Polarity.NEGATIVE);

        finder.find(waveform(ramp(3000, 40, 5000)));
        negative.find(waveform(down));

        assertThat(negative.hit(0).energyKev()).isEqualTo(finder.hit(0).energyKev());
        assertThat(negative.hit(0).riseTimeNs()).isEqualTo(finder.hit(0).riseTimeNs());
        assertThat(negative.hit(0).baselineAdc()).isEqualTo(0x3FFF - 1000);
    }

    @Test
    void tellsSlowPulsesFromFastOnes() {
        finder.find(waveform(ramp(3000, 10, 5000)));
        double fast = finder.hit(0).riseTimeNs();
        finder.find(waveform(ramp(3000, 100, 5000)));
        double slow = finder.hit(0).riseTimeNs();

        assertThat(fast).isCloseTo(0.8 * 160, within(3.0));
        assertThat(slow).isCloseTo(0.8 * 1600, within(20.0));
    }

    @Test
    void findsNoPulseBelowTheThreshold() {
        assertThat(finder.find(waveform(ramp(3000, 20, 45))).count()).isZero();
        assertThat(finder.find(waveform(ramp(3000, 20, 60))).count()).isEqualTo(1);
    }

    @Test
    void findsNoPulseInATraceShorterThanTheTrapezoid() {
        int[] samples = Arrays.copyOf(ramp(700, 20, 5000), 1374);

        assertThat(finder.find(waveform(samples)).count()).isZero();
        assertThat(finder.find(waveform()).count()).isZero();
        assertThat(finder.find(waveform()).badBaseline()).isTrue();
    }

    @Test
    void findsThePulseOfASaturatedTraceAndSaysSo() {
        TracePulses found = finder.find(waveform(ramp(3000, 40, 20_000)));

        assertThat(found.saturated()).isTrue();
        assertThat(finder.hit(0).saturated()).isTrue();
    }

    @Test
    void hasNoRiseTimeWhereTheTraceBeginsInThePulse() {
        int[] samples = ramp(3000, 40, 5000);
        TracePulses found = finder.find(waveform(Arrays.copyOfRange(samples, 3020, 8192)));

        for (int i = 0; i < found.count(); i++) {
            assertThat(finder.hit(i).onsetNs()).isFinite().isGreaterThanOrEqualTo(0);
        }
    }

    private static HpgePulseFinder finder(Polarity polarity) {
        PulseConfig.Hpge config =
                new PulseConfig.Hpge(
                        polarity,
                        Waveforms.baseline(16_000, BaselineMethod.MEAN),
                        50_000,
                        10_000,
                        2_000,
                        50,
                        0.01);
        return (HpgePulseFinder) PulseFinder.of(Waveforms.channel(14, config));
    }

    /** Charge that comes in evenly within {@code length} samples and decays with τ. */
    private static int[] ramp(int at, int length, double amplitude) {
        int[] samples = new int[8192];
        double v = 0;
        for (int i = 0; i < samples.length; i++) {
            v *= Math.exp(-1 / TAU);
            if (i > at && i <= at + length) {
                v += amplitude / length;
            }
            samples[i] = (int) Math.min(0x3FFF, Math.rint(1000 + v));
        }
        return samples;
    }

    private static WaveformView waveform(int... samples) {
        return Waveforms.record(WIDTH_PS, 3000, false, samples);
    }
}
