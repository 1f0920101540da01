package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import org.junit.jupiter.api.Test;

/** Timing pulses on a baseline of 100 counts, samples 8 ns apart, threshold 50 counts. */
class TimingPulseFinderTest {

    private final TimingPulseFinder finder = finder(Polarity.POSITIVE);

    @Test
    void timesAPulseAtHalfOfItsAmplitude() {
        // 500 counts above the baseline lie 40 % on the way from sample 51 to 52.
        find(100, 300, 1050, 1100, 1100, 600);

        assertThat(finder.pulses().count()).isEqualTo(1);
        assertThat(finder.pulses().height(0)).isEqualTo(1000);
        assertThat(finder.pulses().onsetNs(0)).isCloseTo(8 * (51 + 300.0 / 750), within(1e-9));
    }

    @Test
    void timesTheEdgeAndNotTheRingingBehindIt() {
        find(100, 300, 900, 400, 1100);

        assertThat(finder.pulses().onsetNs(0)).isCloseTo(8 * (51 + 300.0 / 600), within(1e-9));
    }

    @Test
    void timesAPulseWhoseThresholdIsAboveHalfOfIt() {
        // 90 counts high: 45 is crossed before sample 51, the threshold of 50 after it.
        find(100, 148, 190);

        assertThat(finder.pulses().crossing(0)).isEqualTo(52);
        assertThat(finder.pulses().onsetNs(0)).isCloseTo(8 * (50 + 45.0 / 48), within(1e-9));
    }

    @Test
    void timesPulsesOfAnyPolarityAlike() {
        TimingPulseFinder negative = finder(Polarity.NEGATIVE);
        int[] down = Waveforms.trace(200, 0x3FFF - 100, 50, 0x3FFF - 100, 0x3FFF - 300);
        down[52] = 0x3FFF - 1100;
        negative.find(Waveforms.record(8000, 0, false, down));
        find(100, 300, 1100);

        assertThat(negative.pulses().onsetNs(0)).isEqualTo(finder.pulses().onsetNs(0));
    }

    @Test
    void doesNotMoveTheEdgeWithTheHeightOfOnePulse() {
        for (int i = 0; i < 99; i++) {
            find(100, 600, 1100);
        }
        // The edge is the same, but a spike doubles the height of this one.
        find(100, 600, 1100, 2100);

        assertThat(finder.amplitudeAdc()).isCloseTo(1010, within(1e-9));
        // Half of 1010 counts: a hundredth past sample 51. Of its own 2000 it would be sample 52.
        assertThat(finder.pulses().onsetNs(0)).isCloseTo(8 * 51.01, within(1e-9));
    }

    @Test
    void timesAPulseThatIsMuchTooLowAtHalfOfItsOwnHeight() {
        for (int i = 0; i < 99; i++) {
            find(100, 1100);
        }
        find(100, 300);

        assertThat(finder.pulses().onsetNs(0)).isCloseTo(8 * 50.5, within(1e-9));
    }

    @Test
    void timesAPulseThatTheTraceBeginsWith() {
        int[] samples = Waveforms.trace(200, 100, 0, 1100, 1100);
        PulseConfig.Timing config =
                new PulseConfig.Timing(
                        Polarity.POSITIVE,
                        new PulseConfig.BaselineWindow(400, 800, BaselineMethod.MEAN, 10),
                        50);
        PulseFinder late = PulseFinder.of(Waveforms.channel(14, config));

        assertThat(late.find(Waveforms.record(8000, 0, false, samples)).onsetNs(0)).isZero();
    }

    private void find(int... pulse) {
        finder.find(Waveforms.record(8000, 0, false, Waveforms.trace(200, 100, 50, pulse)));
    }

    private static TimingPulseFinder finder(Polarity polarity) {
        PulseConfig.Timing config =
                new PulseConfig.Timing(polarity, Waveforms.baseline(320, BaselineMethod.MEAN), 50);
        return (TimingPulseFinder) PulseFinder.of(Waveforms.channel(14, config));
    }
}
